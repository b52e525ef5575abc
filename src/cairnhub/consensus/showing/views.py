"""Public pages of processes."""

from django.shortcuts import render

from cairnhub.history.access import access

from ..models import Process


def index(request):
    return render(request, "consensus/index.html", {"processes": Process.objects.visible()})


def process(request, object_id):
    return render(request, "consensus/process.html", {"object": access(request.user, Process, object_id)})

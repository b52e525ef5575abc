"""What loading the content files left for editors to look at."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission

from . import queries

A_PAGE = 10


@never_cache
@requires(Permission.OBJECT_EDIT)
@require_safe
def loads(request):
    page = Paginator(queries.loads(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "content/loads.html", {"page": page, "told": [queries.tell(load) for load in page]})

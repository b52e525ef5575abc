"""Who may see whom a process invites: those who run it, and nobody else."""

from functools import wraps

from django.views.decorators.cache import never_cache

from ..access import access_process
from ..doors import for_runners


def of_process(view):
    """Give the view the process that the address names, and let nothing keep what it answers."""

    @never_cache
    @for_runners
    @wraps(view)
    def wrapper(request, process_id, *args, **kwargs):
        return view(request, access_process(request.user, process_id), *args, **kwargs)

    return wrapper

"""Who may enter a page."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied

from .permissions import Permission, may


def requires(permission: Permission):
    """Let only holders of a permission into a view: visitors are led to sign in, others are refused."""

    def decorator(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may(request.user, permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        # Decorators around it copy this, so that everybody's addresses can be told from those of some.
        guarded.for_holders_of = permission
        return guarded

    return decorator

"""Who may enter the pages of a process, and how a refusal is told where a button has no page of its own."""

from django.contrib import messages
from django.views.decorators.http import require_http_methods

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission

for_runners = requires(Permission.ROUND_RUN)
for_moderators = requires(Permission.ROUND_MODERATE)
FORMS = require_http_methods(["GET", "HEAD", "POST"])


def tell_errors(request, form) -> None:
    """Say on the next page why what a form asked for was refused."""
    for errors in form.errors.values():
        messages.error(request, " ".join(errors))

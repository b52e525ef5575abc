"""To ORCID and back: signing in, and connecting one's account. It all goes by redirects, each with one sentence."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cairn.base.errors import DataError
from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.accounts.visitors import may_do_again

from .. import orcid_links
from . import signing_in
from .signing_in import Passage

#: Where a passage to ORCID is kept until its answer comes.
KEPT = "orcid_passage"
UNKNOWN = (
    "No account here is connected to this ORCID. Sign in by e-mail, or sign up, then connect it on the page of your "
    "profile. From then on you can sign in with ORCID."
)
ANOTHER_VISIT = "This answer of ORCID belongs to no visit that began here. Press the button again."


@never_cache
@require_safe
def start(request):
    """Lead a person to ORCID; a link, not a form, since a page of ours may send forms to ourselves only."""
    if not signing_in.is_on():
        return _back(request, signing_in.SWITCHED_OFF)
    if not may_do_again(request, "orcid"):
        return _back(request, "You went to ORCID many times in the last hour. Try again later.")
    passage = Passage.new()
    request.session[KEPT] = passage.as_json() | {"user": request.user.pk, "next": request.GET.get("next", "")}
    return redirect(passage.address(_return_to()))


@never_cache
@require_safe
def callback(request):
    """Whoever comes back from ORCID: a member is connected, a visitor is signed in where the iD is known here."""
    kept = request.session.pop(KEPT, None)
    if kept is None or not signing_in.is_on():
        return _back(request, ANOTHER_VISIT)
    passage = Passage(kept["state"], kept["verifier"])
    if not passage.is_of(request.GET.get("state", "")) or kept["user"] != request.user.pk:
        return _back(request, ANOTHER_VISIT)
    if not request.GET.get("code"):
        return _back(request, "ORCID did not say who you are, because you did not let it. Nothing was changed.")
    try:
        orcid = passage.orcid_for(request.GET["code"], _return_to())
    except DataError as trouble:
        return _back(request, f"{trouble}.")
    return _connect(request, orcid) if request.user.is_authenticated else _sign_in(request, orcid, kept["next"])


@requires(Permission.PROFILE_KEEP)
@require_POST
def disconnect(request):
    if orcid_links.disconnect(user=request.user):
        messages.success(request, "Disconnected. ORCID confirms your iD no longer; you sign in by e-mail.")
    return redirect("community:profile")


def _connect(request, orcid: str):
    before = orcid_links.typed_orcid(request.user)
    try:
        orcid_links.connect(user=request.user, orcid=orcid)
    except ValidationError as refusal:
        return _back(request, " ".join(refusal.messages))
    instead = ""
    if before not in ("", orcid):
        instead = f" It stands in your profile in place of {before}, whose works are taken off."
    messages.success(request, f"ORCID confirmed that {orcid} is yours.{instead} You can sign in with it, too.")
    return redirect("community:profile")


def _sign_in(request, orcid: str, wanted: str):
    user = orcid_links.user_of(orcid)
    if user is None:
        return _back(request, UNKNOWN)
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return perform_login(request, user, redirect_url=wanted if safe else settings.LOGIN_REDIRECT_URL)


def _back(request, sentence: str):
    messages.error(request, sentence)
    if request.user.is_authenticated:
        return redirect("community:profile")
    return redirect(f"{reverse('account_login')}?next={reverse('community:profile')}")


def _return_to() -> str:
    # As ORCID knows this hub, whatever name the request came by.
    return settings.PUBLIC_URL + reverse("community:orcid_callback")

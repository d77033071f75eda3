"""Session middleware: length of a session, second factor before any other page (BR-07)."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import MiddlewareNotUsed
from django.shortcuts import redirect
from django.urls import reverse

from portal.accounts import devices, sessions
from portal.accounts.passwords import second_factor_required

BEFORE_ENROLMENT = {
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
ENDED = {
    "idle": "Votre session s’est fermée après un temps sans activité. Connectez-vous de nouveau.",
    "old": "Votre session a duré douze heures : elle s’est fermée. Connectez-vous de nouveau.",
}

OPEN = (
    "/compte/",
    "/sante/",
    "/robots.txt",
)  # the doors; a rehearsal's certificate and services are watched too


class ClosedDoor:
    """A rehearsal is for who has an account there, whatever is public elsewhere, and no robot keeps it."""

    def __init__(self, get_response):
        if not settings.IS_REHEARSAL:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated or request.path.startswith(OPEN):
            response = self.get_response(request)
        else:
            response = redirect_to_login(request.get_full_path())
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


class SecondFactorRequired:
    """For who is signed in: a session that has not lasted too long, then the second factor (BR-07)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            if why := sessions.end_if_too_old(request):
                messages.info(request, ENDED[why])
            else:
                # Without the proxy, through which each attribute costs three calls.
                request.user = request.user.itself
                sessions.renew_if_roles_changed(request)
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        request.signed_out = was_signed_in and not request.user.is_authenticated
        if request.user.is_authenticated and getattr(request, "has_signed_in", False):
            devices.remember(request, response, request.user.email)
        return response

    def process_view(self, request, _view, _args, _kwargs):
        """Somebody who must have a second factor and has not shown it reaches its page only."""
        if not request.user.is_authenticated or _has_passed(request.session):
            return None
        if request.resolver_match.url_name in BEFORE_ENROLMENT:
            return None
        if not second_factor_required(request.user):
            return None
        if is_mfa_enabled(request.user):
            return redirect(reverse("mfa_reauthenticate", query={"next": request.get_full_path()}))
        return redirect("mfa_index")


def _has_passed(session):
    """The demonstration's door counts in the demonstration only."""
    return session.get(sessions.PASSED) or (settings.IS_DEMO and session.get(sessions.BY_DEMO_DOOR))

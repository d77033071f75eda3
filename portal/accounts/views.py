"""Account views: « Mon compte », accepting an invitation, and allauth's where ours differ.

No form page for `invitation`: what is sent there opens an account and its session, and allauth gives the answer.
"""

import time

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.mfa.base import views as mfa
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from portal.access.models import User
from portal.accounts import actions, devices, forms, invitations, rate_limits, sessions
from portal.accounts.forms import AddressCode, Details, NewAddress
from portal.accounts.kinds import in_words, purpose_of
from portal.accounts.models import print_of
from portal.accounts.passwords import second_factor_required
from portal.web.pages import form_page
from portal.web.rate_limits import TooMany


def details(request):
    return form_page(
        request,
        Details,
        template="portal/accounts/details.html",
        initial=_current_details(request.user),
        context={"seen": actions.seen(request.user)},
        done=reverse("account"),
        save=lambda form: actions.change(form.by, form.facts, seen=form.expected_stamp),
        said="Vos coordonnées sont enregistrées.",
    )


def _current_details(user):
    return {name: getattr(user, name) for name in actions.DETAILS}


@reauthentication_required
def address(request):
    return form_page(
        request,
        NewAddress,
        template="portal/accounts/address.html",
        done="accounts:address_code",
        save=lambda form: _ask(request, form.cleaned_data["email"]),
    )


def _ask(request, email):
    if not ratelimit.consume(request, action="change_email", user=request.user):
        raise TooMany
    actions.ask(request, email)


def address_code(request):
    return form_page(
        request,
        AddressCode,
        template="portal/accounts/address_code.html",
        context={"address": actions.asked(request)},
        done="account",
        save=lambda form: _confirm(request, form.cleaned_data["code"]),
        said="Votre nouvelle adresse est en service. L’ancienne est prévenue.",
    )


def _confirm(request, code):
    if sentence := actions.confirm(request, code):
        raise ValidationError({"code": sentence})


def my_account(request):
    page = {
        "factors": sessions.factors_of(request.user).count(),
        "is_required": second_factor_required(request.user),
        "devices": sessions.devices_of(request.user).count(),
    }
    return render(request, "portal/accounts/account.html", page)


@login_not_required
def to_sign_in(request, after=""):
    """A door that other software would open: it leads to the only one, with the way back."""
    back = request.GET.get("next", "") or after
    address = reverse("account_login", query={"next": back} if back else None)
    return HttpResponseRedirect(address)


class ForgottenPassword(account.PasswordResetView):
    """The counter knows one spelling of an address."""

    form_class = forms.ForgottenPassword

    def form_valid(self, form):
        key = rate_limits.canonical(form.cleaned_data["email"])
        refused = ratelimit.consume_or_429(self.request, action="reset_password", key=key)
        if refused:
            return refused
        form.save(self.request)
        return HttpResponseRedirect(self.get_success_url())


class PasswordFromLink(account.PasswordResetFromKeyView):
    form_class = forms.PasswordFromLink
    reset_url_key = "choisir"

    def form_valid(self, form):
        """The mail proved who it is: the waits of this address end."""
        email = self.reset_user.email
        rate_limits.forget_all(email)
        get_adapter()._delete_login_attempts_cached_email(self.request, email=email)
        return super().form_valid(form)


class SecondFactors(mfa.IndexView):
    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        page["is_required"] = second_factor_required(self.request.user)
        page["is_missing"] = page["is_required"] and not page["is_mfa_enabled"]
        return page


class Devices(ListUserSessionsView):
    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        for session in page["sessions"]:
            session.device = devices.name_of(session.user_agent)
        return page


@login_not_required
def invitation_link(request, token):
    """The token leaves the address at once: no log, no later page holds it."""
    found = invitations.find_invitation(print_of(token))
    if found is None:
        return _closed(request)
    request.session["invitation"] = found.token_hash
    return redirect("accounts:invitation")


@sensitive_post_parameters("password")
@login_not_required
def invitation(request):
    """Who invites, to what; one same page for a link used, withdrawn, expired or never sent."""
    found = invitations.find_invitation(request.session.get("invitation", ""))
    if found is None:
        return _closed(request)
    page = in_words(found) | {"invitation": found}
    holder = invitations.account_for(found)
    if holder is None and not request.user.is_authenticated:
        return _open_account(request, found, page)
    if holder is not None and request.user == holder:
        return _accept(request, found, page)
    if request.method == "POST" and "leave" in request.POST:
        return _leave(request, found)
    page["has_account"] = holder is not None
    page["back"] = reverse("account_login", query={"next": request.path})
    return render(request, "portal/accounts/invitation_elsewhere.html", page)


def _leave(request, found):
    """Somebody else's account was open here: it closes, and the invitation stays in hand."""
    logout(request)
    request.session["invitation"] = found.token_hash
    return redirect("accounts:invitation")


def _closed(request):
    return render(request, "portal/accounts/invitation_closed.html", status=404)


def _open_account(request, found, page):
    person = User(email=found.email)
    person.is_privileged = bool(purpose_of(found).second_factor)
    named = {name: found.data.get(name, "") for name in ("first_name", "last_name")}
    form = forms.Acceptance(request.POST or None, account=person, initial=named)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(
            request, "portal/accounts/invitation.html", page | {"form": form}, status=status
        )
    user = invitations.accept(found, **form.cleaned_data)
    if user is None:
        return _closed(request)
    answer = perform_login(request, user, email=user.email)
    request.session[sessions.OPENED] = time.time()
    return answer


def _accept(request, found, page):
    if request.method != "POST":
        return render(request, "portal/accounts/invitation_accept.html", page)
    if invitations.accept(found, user=request.user) is None:
        return _closed(request)
    messages.success(request, "Invitation acceptée.")
    return redirect("space")

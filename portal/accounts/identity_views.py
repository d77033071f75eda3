"""Pages « Mes coordonnées » and change of address."""

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.accounts import identity
from portal.accounts.forms import AddressCode, Details, NewAddress
from portal.web.pages import form_page
from portal.web.rate_limits import TooMany


def details(request):
    return form_page(
        request,
        Details,
        template="portal/accounts/details.html",
        initial=_current_details(request.user),
        context={"seen": identity.seen(request.user)},
        done=reverse("account"),
        save=lambda form: identity.change(form.by, form.facts, seen=form.expected_stamp),
        said="Vos coordonnées sont enregistrées.",
    )


def _current_details(user):
    return {name: getattr(user, name) for name in identity.DETAILS}


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
    identity.ask(request, email)


def address_code(request):
    return form_page(
        request,
        AddressCode,
        template="portal/accounts/address_code.html",
        context={"address": identity.asked(request)},
        done="account",
        save=lambda form: _confirm(request, form.cleaned_data["code"]),
        said="Votre nouvelle adresse est en service. L’ancienne est prévenue.",
    )


def _confirm(request, code):
    if sentence := identity.confirm(request, code):
        raise ValidationError({"code": sentence})

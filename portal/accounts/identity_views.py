"""« Mes coordonnées » and the change of address, each by the person alone."""

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts import identity
from portal.accounts.forms import AddressCode, Details, NewAddress
from portal.web.pages import form_page


def details(request):
    return form_page(
        request, Details, template="portal/accounts/details.html", initial=_shown(request.user),
        context={"seen": identity.seen(request.user)}, done=reverse("account"),
        save=lambda form: identity.change(form.by, form.facts, seen=form.expected_stamp),
        said="Vos coordonnées sont enregistrées.",
    )  # fmt: skip


def _shown(user):
    return {name: getattr(user, name) for name in identity.DETAILS}


@reauthentication_required
def address(request):
    form = NewAddress(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        refused = ratelimit.consume_or_429(request, action="change_email", user=request.user)
        if refused:
            return refused
        identity.ask(request, form.cleaned_data["email"])
        return redirect("accounts:address_code")
    status = 422 if form.errors else 200
    return render(request, "portal/accounts/address.html", {"form": form}, status=status)


def address_code(request):
    waiting = identity.asked(request)
    form = AddressCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if refused := identity.confirm(request, form.cleaned_data["code"]):
            form.add_error("code", refused)
        else:
            messages.success(
                request, "Votre nouvelle adresse est en service. L’ancienne est prévenue."
            )
            return redirect("account")
    page = {"form": form, "address": waiting}
    status = 422 if form.errors else 200
    return render(request, "portal/accounts/address_code.html", page, status=status)

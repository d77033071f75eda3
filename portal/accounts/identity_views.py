"""« Mes coordonnées » and the change of address, each by the person alone."""

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.shortcuts import redirect, render

from portal.accounts import identity
from portal.accounts.forms import AddressCode, Details, NewAddress
from portal.web.edit_conflicts import Changed


def details(request):
    form = Details(request.POST or None, initial=_shown(request.user))
    page = {"form": form, "seen": identity.seen(request.user)}
    if request.method == "POST" and form.is_valid():
        try:
            identity.change(request.user, form.cleaned_data, seen=request.POST.get("seen"))
        except Changed as changed:
            page |= {"seen": changed.seen, "pairs": form.pairs(changed.current)}
            return render(request, "portal/accounts/details.html", page, status=409)
        messages.success(request, "Vos coordonnées sont enregistrées.")
        return redirect("account")
    status = 422 if form.errors else 200
    return render(request, "portal/accounts/details.html", page, status=status)


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

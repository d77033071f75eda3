"""Pages of a point of the agenda: vote, pack, withdrawal, what the président alone may lift or waive."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from labelling.committee import forms, interests, pack, pages, seating, votes
from labelling.committee.models import AgendaItem
from labelling.committee.rules import presiding
from labelling.committee.views import only, page, posted, refused
from labelling.organisms.rules import chair
from portal.core import clock
from portal.ui import words
from portal.web.pages import transition_page, visible_or_404
from portal.workflow import Forbidden, Refused


def item_of(request, reference, number):
    """BR-52: whoever withdrew gets the 404 of a missing point."""
    return visible_or_404(
        AgendaItem, request.user, rows=pages.ITEMS, session__reference=reference, number=number
    )


def shown(request, item, *, ballot=None, withdrawal=None, problem="", status=200):
    """The page of the point, with the forms that this person may use."""
    context = pages.item(item, request.user)
    if context["voice"]:
        own = context["voice"]["ballot"]
        initial = {"option": own.option} if own else None
        context["ballot"] = ballot or forms.BallotForm(
            initial=initial, thing=item, by=request.user, is_barred=context["barred"]
        )
    if context["may_declare"]:
        context["withdrawal"] = withdrawal or forms.WithdrawForm(thing=item, by=request.user)
    return page(request, "item", context | {"problem": problem}, ballot or withdrawal, status)


def item_detail(request, reference, number):
    return shown(request, item_of(request, reference, number))


def item_act(request, reference, number, address):
    return transition_page(request, item_of(request, reference, number), address)


@refused
def item_vote(request, reference, number):
    item = item_of(request, reference, number)
    form = forms.BallotForm(posted(request), thing=item, by=request.user)
    if request.method != "POST":
        return redirect(item)
    if not form.is_valid():
        return shown(request, item, ballot=form)
    try:
        votes.cast(item, request.user, form.cleaned_data["option"])
    except Refused as refusal:
        status = 403 if isinstance(refusal, Forbidden) else 409
        return shown(request, item, problem=str(refusal), status=status)
    said = f"Vote déposé à {words.hour(clock.now())}. Vous pouvez le changer jusqu’à la clôture."
    messages.success(request, said)
    return redirect(item)


@refused
def item_clear(request, reference, number):
    """« Je n’ai aucun lien avec ce point », from the page of the point."""
    return _declare(request, item_of(request, reference, number), "", "Déclaration enregistrée.")


@refused
def item_withdraw(request, reference, number):
    item = item_of(request, reference, number)
    form = forms.WithdrawForm(posted(request), thing=item, by=request.user)
    if request.method != "POST":
        return redirect(item)
    if not form.is_valid():
        return shown(request, item, withdrawal=form)
    said = f"Vous êtes en retrait du point {item.number} : il ne vous est plus ouvert."
    return _declare(request, item, form.cleaned_data["nature"], said)


def _declare(request, item, nature, said):
    if request.method != "POST":
        return redirect(item)
    try:
        interests.declare(item.session, request.user, {item: nature})
    except Refused as refusal:
        status = 403 if isinstance(refusal, Forbidden) else 409
        return shown(request, item, problem=str(refusal), status=status)
    messages.success(request, said)
    return redirect(item.session if nature else item)


def item_pack(request, reference, number):
    """BR-52: the pack of the point, for those who are not in retrait."""
    item = item_of(request, reference, number)
    if item.dossier is None:
        raise Http404
    return page(request, "pack", {"item": item, "session": item.session} | pack.whole(item.dossier))


@refused
def item_lift(request, reference, number, code, rank):
    """BR-53: the person who withdrew is named by their place: a seat, titulaire or suppléant."""
    item = item_of(request, reference, number)
    only(chair, request, item)
    person = seating.read(item.session).person_at(code, rank)
    if person is None or person.pk not in interests.recused_people(item):
        raise Http404
    form = forms.LiftForm(posted(request), thing=item, by=request.user)
    what = {"heading": f"Lever le retrait de {person}", "button": "Lever le retrait"}
    return _decide(
        request, item, form, what, partial(interests.lift, item, person, by=request.user)
    )


@refused
def item_waive(request, reference, number):
    """BR-35: the président's exception."""
    item = item_of(request, reference, number)
    only(presiding, request, item)
    if item.dossier is None:
        raise Http404
    form = forms.WaiveForm(posted(request), thing=item, by=request.user)
    what = {"heading": "Accorder une dérogation", "button": "Accorder la dérogation"}
    return _decide(request, item, form, what, partial(votes.waive_major, item, by=request.user))


def _decide(request, item, form, what, do):
    problem, status = "", 200
    if request.method == "POST" and form.is_valid():
        try:
            do(reason=form.cleaned_data["reason"])
            messages.success(request, f"C’est fait : {what['heading'].lower()}.")
            return redirect(item)
        except Refused as refusal:
            problem, status = str(refusal), 409
    return page(request, "reason", {"item": item, "problem": problem} | what, form, status)

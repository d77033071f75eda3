"""Views of the composition of the committee: seats, their holders, their history."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST

from labelling.committee.models import CommitteeSeat
from labelling.committee.seats import actions, effects, invitations, listing, mandates, replacements
from labelling.committee.seats.forms import (
    HoldForm,
    ReplacementForm,
    SeatEditForm,
    SeatForm,
    SeatsFileForm,
    UsualForm,
)
from labelling.committee.views import FOLDER
from labelling.parties.organisms.rules import chair
from portal.models import Invitation
from portal.ui import words
from portal.web import endings
from portal.web.endings import EndForm
from portal.web.forms import Form
from portal.web.pages import form_page, only, run_action, visible_or_404

may_see_offices = mandates.may_edit | chair
COMPOSITION = "labelling:committee_composition"
composition_page = partial(form_page, done=reverse_lazy(COMPOSITION))
FORM = f"{FOLDER}/composition_form.html"


def composition(request):
    rows, may_edit = listing.composition(request.user), mandates.may_edit(request.user, None)
    context = {
        "rows": rows,
        "presiding": listing.presiding(rows),
        "asleep": listing.asleep(request.user) if may_edit else (),
        "invitations": invitations.waiting(request.user) if may_edit else (),
        "may_edit": may_edit,
    }
    return render(request, f"{FOLDER}/composition.html", context)


def composition_hold(request):
    only(mandates.may_edit, request.user)
    return composition_page(
        request,
        HoldForm,
        template=FORM,
        title="Nommer une personne",
        submit="Nommer",
        save=lambda form: invitations.name(form.by, **form.facts),
        said=lambda told: told,
    )


def composition_usual(request):
    """The seats of the usual composition, to tick, with who is to hold each."""
    only(mandates.may_edit, request.user)
    return composition_page(
        request,
        UsualForm,
        template=f"{FOLDER}/composition_usual.html",
        title="Composition usuelle",
        submit="Ajouter ces sièges",
        save=lambda form: actions.compose(form.rows, by=form.by),
        said=_composed,
    )


def composition_import(request):
    """Read and shown row by row first; written once confirmed, what is wrong left aside."""
    only(mandates.may_edit, request.user)
    return composition_page(
        request,
        SeatsFileForm,
        template=f"{FOLDER}/composition_import.html",
        title="Composer le comité par un tableur",
        preview=lambda form: None if "sure" in request.POST else form.cleaned_data["file"],
        save=lambda form: actions.compose(
            [row.facts for row in form.cleaned_data["file"].kept], by=form.by
        ),
        said=_composed,
    )


def _composed(made):
    seats, named = made
    return (
        f"{words.count(seats, 'siège ajouté', 'sièges ajoutés')}, "
        f"{words.count(named, 'personne nommée ou invitée', 'personnes nommées ou invitées')}."
    )


@require_POST
def seat_invite_again(request, number):
    invitation = _invitation(request, number)
    return run_action(
        request,
        lambda: invitations.invite_again(request.user, invitation),
        said=lambda made: f"Invitation renvoyée à {made.email}. L’ancien lien ne sert plus.",
        done=reverse(COMPOSITION),
    )


@require_POST
def seat_uninvite(request, number):
    invitation = _invitation(request, number)
    return run_action(
        request,
        lambda: invitations.withdraw(request.user, invitation),
        said=lambda made: f"Invitation de {made.email} annulée. Son lien ne sert plus.",
        done=reverse(COMPOSITION),
    )


def _invitation(request, number):
    rows = {"pk": number, "purpose": invitations.PURPOSE}
    found = visible_or_404(Invitation, request.user, **rows)
    only(mandates.may_edit, request.user)
    return found


def composition_seat(request):
    only(mandates.may_edit, request.user)
    return composition_page(
        request,
        SeatForm,
        template=FORM,
        title="Ajouter un siège",
        submit="Ajouter",
        context={"effects": effects.adding()},
        save=lambda form: actions.add_seat(form.by, **form.facts),
        said="Siège ajouté.",
    )


def composition_end(request, code, rank):
    only(mandates.may_edit, request.user)
    holder = mandates.current(code, rank)
    if holder is None:
        raise Http404
    return composition_page(
        request,
        EndForm,
        template=f"{FOLDER}/composition_end.html",
        context={"holder": holder},
        save=lambda form: (mandates.leave(form.by, holder, **form.facts), form.facts["until_on"]),
        said=lambda made: (
            f"Le mandat {words.of(holder.user)} prend fin {endings.in_words(made[1])}."
        ),
    )


def seat_history(request, code):
    seat = visible_or_404(CommitteeSeat, request.user, code=code)
    context = {
        "seat": seat,
        "rows": listing.mandates_of(request.user, seat),
        "entries": listing.changes_of(seat),
        "may_edit": mandates.may_edit(request.user, None),
        "may_replace": seat.is_active and replacements.may_replace(request.user, seat),
        "replaced": replacements.announced(seat, request.user),
    }
    return render(request, f"{FOLDER}/seat_history.html", context)


def seat_replace(request, code):
    seat = visible_or_404(CommitteeSeat, request.user, code=code)
    only(replacements.may_replace, request.user, seat, replacements.NOT_YOURS)
    return form_page(
        request,
        ReplacementForm,
        thing=seat,
        template=FORM,
        title="Désigner un remplacement",
        submit="Enregistrer",
        done=seat,
        context={
            "lead": seat,
            "effects": replacements.effects(seat),
            "problem": replacements.problem(seat),
        },
        save=lambda form: replacements.replace(
            seat, by=form.by, seen=form.expected_stamp, **form.facts
        ),
        said="Remplacements enregistrés.",
    )


def committee_person(request, number):
    """Where somebody sits and has sat; their other offices, for who watches over interests."""
    rows = listing.person(request.user, number)
    if not rows:
        raise Http404
    someone = rows[0].user
    sees_offices = may_see_offices(request.user, None) or someone == request.user
    context = {
        "someone": someone,
        "rows": rows,
        "sees_offices": sees_offices,
        "offices": listing.other_offices(someone) if sees_offices else (),
    }
    return render(request, f"{FOLDER}/person.html", context)


def seat_edit(request, code):
    seat = _kept(request, code)
    return form_page(
        request,
        SeatEditForm,
        thing=seat,
        template=FORM,
        title="Modifier un siège",
        submit="Enregistrer",
        context={
            "lead": seat,
            "effects": effects.editing(seat),
            "problem": actions.edit_problem(seat),
        },
        save=lambda form: actions.edit(form.by, seat, seen=form.expected_stamp, **form.facts),
        said="Siège enregistré.",
    )


def seat_sleep(request, code):
    seat = _kept(request, code)
    return form_page(
        request,
        Form,
        thing=seat,
        template=FORM,
        title="Mettre un siège en sommeil",
        submit="Mettre en sommeil",
        context={
            "lead": seat,
            "effects": effects.sleeping(seat),
            "tone": "danger",
            "problem": actions.sleep_problem(seat),
        },
        save=lambda form: actions.sleep(form.by, seat),
        said="Siège en sommeil.",
    )


def seat_wake(request, code):
    seat = _kept(request, code)
    return form_page(
        request,
        Form,
        thing=seat,
        template=FORM,
        title="Réveiller un siège",
        submit="Réveiller",
        context={
            "lead": seat,
            "effects": effects.waking(seat),
            "problem": actions.wake_problem(seat),
        },
        save=lambda form: actions.wake(form.by, seat),
        said="Siège réveillé.",
    )


def _kept(request, code):
    """The seat, for those who keep the composition."""
    only(mandates.may_edit, request.user)
    return visible_or_404(CommitteeSeat, request.user, code=code)

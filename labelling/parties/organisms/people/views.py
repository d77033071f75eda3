"""Views of an organism's people: the page, delegations of signature, handovers after a departure."""

from functools import partial

from django.shortcuts import render
from django.views.decorators.http import require_POST

from labelling.parties.organisms.exports import PEOPLE
from labelling.parties.organisms.forms import DelegationForm, SuccessorForm
from labelling.parties.organisms.models import Membership, Organism
from labelling.parties.organisms.pages import told
from labelling.parties.organisms.people import delegations, handovers, pages
from labelling.parties.organisms.people.models import Delegation, Handover, charges
from portal.exports.tables import exported
from portal.ui import words
from portal.web.forms import Form
from portal.web.pages import form_page, only, run_action, visible_or_404
from portal.workflow import Forbidden

FORM = "labelling/organisms/person_form.html"
form_of = partial(form_page, template=FORM)


@exported(PEOPLE)
def organism_people(request, slug):
    organism = visible_or_404(Organism, request.user, slug=slug)
    only(told, request.user, organism)
    return render(
        request, "labelling/organisms/people.html", pages.people_page(organism, request.user)
    )


def visible_member(request, slug, number):
    return visible_or_404(
        Membership, request.user, rows=pages.members(), organism__slug=slug, pk=number
    )


def _may_delegate(request, member):
    if not delegations.may_delegate(request.user, member):
        raise Forbidden(delegations.OTHERS, thing=member.organism)


def delegation_record(request, slug, number):
    member = visible_member(request, slug, number)
    _may_delegate(request, member)
    return form_of(
        request,
        DelegationForm,
        thing=member.organism,
        title="Enregistrer une délégation de signature",
        submit="Enregistrer la délégation",
        context={"person": member.user, "effects": _effects(member)},
        save=lambda form: delegations.record(member, by=request.user, **form.facts),
        said=lambda made: (
            f"La délégation {words.of(member.user)} court jusqu’au {words.day(made.until_on)}."
        ),
        done=member.organism.people_url,
    )


def delegation_end(request, slug, number):
    member = visible_member(request, slug, number)
    _may_delegate(request, member)
    delegation = visible_or_404(
        Delegation, request.user, rows=pages.running_delegations(), membership=member
    )
    effects = [
        f"{member.user} ne signe plus pour {member.organism} dès aujourd’hui, et reste parmi ses membres.",
        "L’acte reste lisible, avec ses dates.",
    ]
    return form_of(
        request,
        Form,
        thing=member.organism,
        title="Retirer une délégation de signature",
        submit="Retirer la délégation",
        context={"person": member.user, "effects": effects},
        save=lambda form: delegations.end(delegation, by=request.user),
        said=f"La délégation {words.of(member.user)} est retirée.",
        done=member.organism.people_url,
    )


def _effects(member):
    return [
        f"{member.user} signe pour {member.organism} du premier au dernier jour de la délégation, et pas au-delà.",
        "Le dernier jour passé, ses actes de signataire sont refusés jusqu’à une nouvelle délégation.",
        "Les membres de l’organisme et le référent label lisent l’acte.",
    ]


def visible_handover(request, slug, number):
    handover = visible_or_404(
        Handover,
        request.user,
        rows=pages.handovers(),
        membership__organism__slug=slug,
        membership=number,
    )
    only(told, request.user, handover.membership.organism)
    return handover


def member_handover(request, slug, number):
    handover = visible_handover(request, slug, number)
    left, successor = handover.membership, handover.successor
    context = {
        "handover": handover,
        "charges": charges(left),
        "is_mine": successor is not None and successor.user_id == request.user.pk,
    }
    return form_page(
        request,
        SuccessorForm,
        thing=left.organism,
        template="labelling/organisms/handover.html",
        title=f"Reprendre ce que suivait {left.user}",
        submit="Désigner cette personne",
        context=context,
        handover=handover,
        save=lambda form: handovers.name_successor(
            handover, by=request.user, seen=form.expected_stamp, **form.facts
        ),
        said=lambda made: f"{made.successor.user} reprend ce que suivait {left.user}.",
        done=left.organism.people_url,
    )


@require_POST
def handover_done(request, slug, number):
    handover = visible_handover(request, slug, number)
    return run_action(
        request,
        lambda: handovers.finish(handover, by=request.user),
        thing=handover,
        said=f"Tout est repris de ce que suivait {handover.membership.user}.",
        done=handover.membership.organism.people_url,
    )

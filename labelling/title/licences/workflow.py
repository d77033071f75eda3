"""Workflow table of the brand licence."""

from django.db.models import Exists, OuterRef, Q

from labelling.parties.organisms.rules import chair, member, signatory
from labelling.title.brand.charters import looks
from labelling.title.labels.models import Label
from labelling.title.licences import guards, notices, steps
from labelling.title.licences import step_forms as forms
from labelling.title.licences.models import BrandLicence
from labelling.title.licences.rules import accuser, dircom
from labelling.title.licences.titles import effects  # noqa: F401 -- followers register
from portal import access
from portal.core import clock
from portal.ui import words
from portal.workflow import Reminder, Timed, Transition, Workflow

S = BrandLicence.State
WAITING = (S.ELIGIBLE, S.REQUESTED)
RUNNING = (S.ACTIVE, S.REQUESTED, S.SUSPENDED)
LEAVING = (S.ENDING, S.SUSPENDED, S.REVOKED)
SUFFIX = {
    S.ACTIVE: "", S.REQUESTED: "_requested", S.SUSPENDED: "_suspended", S.ENDING: "", S.REVOKED: "_revoked",
}  # fmt: skip
WORD = {
    S.ACTIVE: "", S.REQUESTED: "-a-accepter", S.SUSPENDED: "-suspension", S.ENDING: "",
    S.REVOKED: "-revocation",
}  # fmt: skip


def staying(states, name, label, slug, *rest, **more):
    """The same act in several states, none of which it changes."""
    return [
        Transition(f"{name}{SUFFIX[s]}", label, (s,), s, *rest, slug=f"{slug}{WORD[s]}", **more)
        for s in states
    ]


def accepted(licence):
    until = f" jusqu’au {words.day(licence.end_on)}" if licence.end_on else ""
    return f"La licence est en vigueur{until}. Le kit de communication est ouvert à l’organisme."


OPENING = (
    Transition(
        "accept", "Accepter la licence", WAITING, S.ACTIVE, signatory, "a accepté la charte et la licence",
        needs=(guards.title_holds, guards.has_charter), form=forms.AcceptForm, then=steps.accept,
        after=steps.settle_former, effects=steps.accept_effects, tells=(notices.ACCEPTED,), said=accepted,
        slug="accepter",
    ),
    Transition(
        "request", "Demander la licence", (S.ELIGIBLE,), S.REQUESTED, member, "a demandé la licence",
        needs=(guards.title_holds,), form=forms.RequestForm, then=steps.request, due="D20a", tells=(notices.REQUESTED,),
        said="La demande est faite. La personne signataire accepte maintenant la charte.",
    ),
    Transition(
        "refuse", "Refuser la licence", WAITING, S.REFUSED, dircom, "a refusé la licence",
        needs=(guards.never_used,), form=forms.OrganismReasonForm, then=steps.refuse, tells=(notices.REFUSED,),
        tone="danger", slug="refuser",
    ),
    Transition(
        "reconsider", "Rouvrir la licence", (S.REFUSED,), S.REQUESTED, dircom, "a rouvert la licence refusée",
        needs=(guards.title_holds, guards.alone), due="D20a", tells=(notices.RECONSIDERED,), undoes=True,
        slug="rouvrir",
    ),
    Transition(
        "carry_on", "Poursuivre la licence", (S.ELIGIBLE,), S.ACTIVE, access.clock,
        "poursuit la licence du cycle précédent, acceptée sous la même charte", then=steps.carry_on,
        tells=(notices.CARRIED,),
    ),
    Transition(
        "ask_again", "Demander une nouvelle acceptation", (S.ACTIVE,), S.REQUESTED, access.clock,
        "constate une nouvelle charte, à accepter", needs=(guards.has_charter,), due="D20a",
        tells=(notices.NEW_CHARTER,),
    ),
)  # fmt: skip
WITH_THE_TITLE = (
    Transition(
        "suspend", "Suspendre la licence", (S.ACTIVE, S.REQUESTED), S.SUSPENDED, access.clock,
        "suspend la licence avec le label", then=steps.suspend, tells=(notices.SUSPENDED,),
    ),
    Transition(
        "reinstate", "Rétablir la licence", (S.SUSPENDED,), S.ACTIVE, access.clock,
        "rétablit la licence avec le label", then=steps.reinstate, tells=(notices.REINSTATED,),
    ),
    Transition(
        "stop", "Ouvrir la cessation", RUNNING, S.ENDING, access.clock,
        "ouvre la cessation d’usage\u00a0: le titre a pris fin", needs=(guards.used,), then=steps.stop,
        tells=(notices.ENDING,),
    ),
    Transition(
        "close", "Clore la licence", WAITING, S.ENDED, access.clock,
        "clôt la licence, jamais acceptée\u00a0: le titre a pris fin", needs=(guards.never_used,), then=steps.close,
    ),
    Transition(
        "resume", "Reprendre la licence", (S.ENDING,), S.ACTIVE, access.clock,
        "rend la licence\u00a0: le titre est de nouveau en vigueur", then=steps.reinstate,
        tells=(notices.REINSTATED,),
    ),
    Transition(
        "relay", "Passer le relais", (*RUNNING, S.ENDING), S.ENDED, access.clock,
        "clôt la licence, qu’une autre remplace",
    ),
)  # fmt: skip
REMOVAL = (
    *staying(
        LEAVING, "declare_cessation", "Déclarer le retrait", "declarer-le-retrait", member,
        "a déclaré le retrait de la marque", needs=(guards.not_all_removed,), form=forms.RemovalForm,
        then=steps.declare, tells=(notices.REMOVED,),
        said="Le retrait est déclaré. La Dircom le constate quand tous les supports sont couverts.",
    ),
    Transition(
        "confirm", "Constater le retrait", (S.ENDING,), S.ENDED, dircom, "a constaté le retrait de la marque",
        needs=(guards.removed,), then=steps.confirm, tells=(notices.ENDED,), slug="constater-le-retrait",
    ),
    Transition(
        "confirm_revoked", "Constater le retrait", (S.REVOKED,), S.REVOKED, dircom,
        "a constaté le retrait de la marque", needs=(guards.removed, guards.unconfirmed), then=steps.confirm,
        tells=(notices.ENDED,), slug="constater-le-retrait-revocation",
    ),
    *staying(
        (S.ENDING, S.REVOKED), "dispute", "Signaler un usage restant", "signaler-un-usage", dircom,
        "a signalé un usage restant de la marque", needs=(guards.removed, guards.unconfirmed),
        form=forms.OrganismReasonForm, then=steps.dispute, tells=(notices.DISPUTED,), tone="danger",
    ),
    *staying(
        LEAVING, "escalate", "Relancer", "relancer", access.clock,
        "constate qu’aucun retrait n’est déclaré dans le délai et prévient la Dircom et le référent label",
        then=steps.escalate, tells=(notices.ESCALATED,),
    ),
)  # fmt: skip
REVOCATION = (
    *staying(
        RUNNING, "propose_revocation", "Proposer la révocation", "proposer-la-revocation", dircom,
        "a proposé de révoquer la licence et ouvert la phase contradictoire",
        needs=(guards.used, guards.not_accused), form=forms.GrievanceForm, then=steps.accuse,
        effects=steps.accuse_effects, tells=(notices.ACCUSED, notices.TO_DECIDE), tone="danger",
    ),
    *staying(
        RUNNING, "answer_revocation", "Présenter nos observations", "presenter-nos-observations", member,
        "a présenté ses observations", needs=(guards.accused, guards.unanswered),
        form=forms.ObservationsForm, then=steps.observe, tells=(notices.ANSWERED,),
    ),
    *staying(
        RUNNING, "drop_revocation", "Abandonner la révocation", "abandonner-la-revocation", chair | dircom,
        "a abandonné la proposition de révocation", needs=(guards.accused,), form=forms.OrganismReasonForm,
        then=steps.drop, tells=(notices.DROPPED,), awaited=False,
    ),
    Transition(
        "revoke", "Révoquer la licence", RUNNING, S.REVOKED, chair - accuser, "a révoqué la licence",
        needs=(guards.accused, guards.heard), form=forms.OrganismReasonForm, then=steps.revoke,
        effects=steps.revoke_effects, tells=(notices.REVOKED, notices.REVOKED_TOLD), tone="danger",
        awaited=True, slug="revoquer",
    ),
)  # fmt: skip


def outdated():
    """BR-81: accepted under a charter that another took the place of."""
    current = looks.in_force()
    return Q(charter__effective_from__lt=current.effective_from) if current else Q(pk__in=())


def over():
    """Past its last day, without a renewed label that takes over: the clock is late, rights are not."""
    today = clock.today()
    rows = Label.objects.filter(organism=OuterRef("organism"), state=Label.State.PENDING)
    followed = Q(variant="labelled") & Exists(rows.filter(start_on__lte=today))
    return Q(end_on__lt=today) & ~followed


def undeclared():
    """BR-83: a day is past, nothing declared, nobody alerted yet."""
    today = clock.today()
    late = Q(digital_removed_on=None, digital_due_on__lt=today)
    late |= Q(print_removed_on=None, print_due_on__lt=today)
    return late & Q(escalated_on=None)


LICENCE = Workflow(
    BrandLicence,
    topic="labelling/licences",
    reading=("dossier", "label__dossier", "organism"),
    path=(S.ELIGIBLE, S.REQUESTED, S.ACTIVE, S.ENDING, S.ENDED),
    hands={
        S.ELIGIBLE: "la personne signataire de l’organisme",
        S.REQUESTED: "la personne signataire de l’organisme",
        S.ACTIVE: "l’organisme",
        S.SUSPENDED: "l’organisme",
        S.ENDING: "l’organisme",
        S.REVOKED: "l’organisme",
    },
    dated={
        S.SUSPENDED: "D21 puis D21p, dès la suspension",
        S.ENDING: "D21 puis D21p, dès la fin du droit",
        S.REVOKED: "D21 puis D21p, dès la révocation",
    },
    undated={
        S.ELIGIBLE: "l’organisme l’accepte quand il veut",
        S.ACTIVE: "le droit court jusqu’à la fin du titre",
        S.ENDING: "le retrait est déclaré",
        S.SUSPENDED: "le retrait est déclaré",
        S.REVOKED: "le retrait est déclaré",
    },
    holders={
        "l’organisme": member,
        "la personne signataire de l’organisme": signatory,
        "la présidence du comité": chair,
    },
    transitions=(*OPENING, *WITH_THE_TITLE, *REMOVAL, *REVOCATION),
    timed=(
        Timed("stop", lambda: over() & Q(accepted_at__isnull=False)),
        Timed("close", lambda: over() & Q(accepted_at=None)),
        Timed("ask_again", outdated),
        *(Timed(f"escalate{SUFFIX[state]}", undeclared) for state in LEAVING),
    ),
    reminders=(
        *(Reminder(s, notices.CESSATION_DUE, "D21", field="digital_due_on") for s in LEAVING),
        *(Reminder(s, notices.PRINT_DUE, "D21p", field="print_due_on") for s in LEAVING),
        *(Reminder(s, notices.HEARING_DUE, "D15", field="hearing_until_on") for s in RUNNING),
    ),
)

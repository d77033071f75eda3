"""Workflow table of a correction, its proposal, and what an agreement writes on the dossier and its label (BR-25)."""

from django.db import transaction

from labelling.committee.corrections import notices
from labelling.committee.corrections.forms import DeclineForm
from labelling.committee.corrections.models import Correction, value_of
from labelling.committee.corrections.rules import agreeing, proposer
from labelling.path.dossiers.models import DECIDED
from labelling.path.dossiers.parts import texts
from labelling.title.labels.actions import correct_perimeter
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import (
    Forbidden,
    Problem,
    Refused,
    Transition,
    Workflow,
    acting,
    audit_log,
    guard,
)

S = Correction.State
PRESIDENCY = "la présidence du comité"
SAME = Problem("same", "C’est ce que dit déjà le dossier\u00a0: rien n’est à rectifier.")
OPEN = Problem("open", "Une rectification de ce texte attend déjà l’accord de la présidence.")


def not_decided(dossier):
    """A dossier that goes on is written by its own pages; one that stopped was decided by nobody."""
    if dossier.state in DECIDED:
        return None
    text = "Une erreur matérielle se rectifie sur un dossier accordé ou refusé."
    return Problem("not_decided", text)


@guard("Dossier décidé, texte inchangé depuis la proposition")
def unchanged(correction):
    if problem := not_decided(correction.dossier):
        return problem
    if value_of(correction.dossier, correction.field) != correction.former:
        text = "Le dossier a changé depuis la proposition\u00a0: elle ne vaut plus, une autre peut être faite."
        return Problem("changed", text)
    return None


def agree(correction, by):
    """One line of the dossier's journal tells both texts and both people; a running label follows its perimeter."""
    field, who = correction.field, correction.proposed_by
    sentence = (
        f"a rectifié une erreur matérielle, sur proposition {words.of(who)}\u00a0: "
        f"{correction.get_field_display().lower()}"
    )
    data = {"field": field, "before": correction.former, "after": correction.corrected}
    data["proposed_by"] = str(who)
    dossier, reason = correction.dossier, correction.reason
    with acting(dossier, by=by, act="correct", sentence=sentence, reason=reason, data=data) as one:
        correction.dossier = one
        if problem := unchanged(correction):  # again, now that nobody else writes
            raise Refused(problem)
        if field == Correction.Field.HOMES:
            one.homes_in_perimeter = int(correction.corrected)
        else:
            texts.write(one, {field: correction.corrected}, by=who)
        if field == Correction.Field.PERIMETER:
            correct_perimeter(one, correction.former, by=by)
    correction.decided_on, correction.decided_by = clock.today(), by


def agreement_effects(correction):
    field, text = correction.get_field_display(), correction.corrected_text
    before = correction.former_text or "rien"
    told = [
        f"{field}\u00a0: «\u00a0{text}\u00a0», et non «\u00a0{before}\u00a0».",
        "Le texte d’avant reste lisible, avec le motif.",
    ]
    if correction.field == Correction.Field.PERIMETER:
        told.append(
            "Si un label en cours porte ce périmètre, il le suit\u00a0: une autre attestation, "
            "d’un nouveau numéro, remplace celle d’avant."
        )
    return told


def decline(correction, by, reason):
    correction.decided_on, correction.decided_by = clock.today(), by
    correction.decline_reason = reason


CORRECTION = Workflow(
    Correction,
    topic=notices.TOPIC,
    path=(S.PROPOSED, S.AGREED),
    hands={S.PROPOSED: PRESIDENCY},
    holders={PRESIDENCY: agreeing},
    undated={S.PROPOSED: "les règles ne fixent pas de délai"},
    transitions=(
        Transition(
            "agree", "Donner mon accord", (S.PROPOSED,), S.AGREED, agreeing, "a donné son accord",
            needs=(unchanged,), then=agree, effects=agreement_effects, tells=(notices.AGREED,),
            said="Le dossier est rectifié. L’organisme est prévenu.",
        ),
        Transition(
            "decline", "Refuser", (S.PROPOSED,), S.DECLINED, agreeing, "a refusé la rectification",
            form=DeclineForm, then=decline, tells=(notices.DECLINED,), tone="danger",
            said="La rectification est refusée. Le bureau du label est prévenu.",
        ),
        Transition(
            "withdraw", "Retirer la proposition", (S.PROPOSED,), S.WITHDRAWN, proposer,
            "a retiré la proposition", awaited=False,
        ),
    ),
)  # fmt: skip


@transaction.atomic
def propose(dossier, *, by, field, corrected, reason, expected_version=None):
    if not proposer(by, dossier):
        raise Forbidden(Problem("forbidden", f"Seul {proposer.label} propose une rectification."))
    label = Correction.Field(field).label
    with acting(
        dossier, by=by, act="propose_correction", reason=reason, expected_version=expected_version,
        sentence=f"a proposé de rectifier une erreur matérielle\u00a0: {label.lower()}",
    ) as current:  # fmt: skip
        former = value_of(current, field)
        if problem := not_decided(current) or (SAME if former == corrected else None):
            raise Refused(problem)
        if current.corrections.filter(field=field, state=Correction.State.PROPOSED).exists():
            raise Refused(OPEN)
        correction = Correction.objects.create(
            dossier=current, number=current.corrections.count() + 1, field=field, former=former,
            corrected=corrected, reason=reason, proposed_by=by,
        )  # fmt: skip
    entry = audit_log.write(
        correction, by=by, act="propose", sentence=f"{by} a proposé une rectification.",
        target=correction.state, reason=reason, rules=correction.rules_version,
    )  # fmt: skip
    outbox.write(notices.TO_AGREE, correction, entry, topic=notices.TOPIC)
    return correction

"""Workflow table of the drafts of the rules: prepared, proposed, endorsed, decided, published by another person."""

from django.db import IntegrityError, transaction

from labelling.parties.framework.drafts import content, guards, notices, step_forms
from labelling.parties.framework.drafts.registry import known_facts
from labelling.parties.framework.drafts.rules import publisher
from labelling.parties.framework.files import loading
from labelling.parties.framework.files.parsing import KINDS
from labelling.parties.framework.files.reading import Unreadable
from labelling.parties.framework.models import RulesDraft
from labelling.parties.organisms.rules import instructor
from portal import documents
from portal.ui import words
from portal.workflow import Problem, Refused, Transition, Workflow

S = RulesDraft.State
OPEN = (S.DRAFT, S.PROPOSED, S.ENDORSED, S.DECIDED)
OFFICE, OTHER = "le bureau du label", "l’autre personne du bureau"
NO_TRACE = {
    "origin": "", "proposed_on": None, "proposed_by": None, "follows": "",
    "adviser": "", "endorsed_on": None, "endorsed_reference": "", "endorsed_file": None,
    "decided_on": None, "decided_reference": "", "decided_file": None,
}  # fmt: skip


def propose(draft, by, origin, proposed_on):
    before = content.latest(draft.kind)
    draft.origin, draft.proposed_on, draft.proposed_by = origin, proposed_on, by
    draft.follows = before.code if before else ""
    return {"origin": origin, "proposed_on": proposed_on.isoformat(), "follows": draft.follows}


def endorse(draft, by, adviser, endorsed_on, reference, file=None):
    draft.adviser, draft.endorsed_on, draft.endorsed_reference = adviser, endorsed_on, reference
    if file:
        draft.endorsed_file = documents.store(file, holder=draft, by=by, kind="opinion")
    return {"adviser": adviser, "on": endorsed_on.isoformat(), "reference": reference}


def decide(draft, by, decided_on, reference, file=None):
    draft.decided_on, draft.decided_reference = decided_on, reference
    if file:
        draft.decided_file = documents.store(file, holder=draft, by=by, kind="decision")
    else:
        draft.decided_file = known_facts(draft).get("decided_file")
    return {"on": decided_on.isoformat(), "reference": reference}


def resume(draft, by, reason):
    """What was proposed is no longer what is written: its trace stays in the journal alone."""
    for name, value in NO_TRACE.items():
        setattr(draft, name, value)


def publish(draft, by, effective_from):
    """BR-10: the guards are asked again once nobody else can publish one of this kind."""
    KINDS[draft.kind].lock_all()
    draft.effective_from, draft.published_by = effective_from, by
    found = (guards.is_compared_with_the_latest(draft), guards.begins_later(draft))
    if problems := [one for one in found if one]:
        raise Refused(*problems)
    try:
        with transaction.atomic():
            loading.load_sheet(content.sheet_of(draft))
    except Unreadable as unreadable:
        raise Refused(*(Problem("unreadable", str(one)) for one in unreadable.mistakes)) from None
    except IntegrityError as error:  # the very first of its kind, published at once by two drafts
        text = "Une autre version vient d’être publiée\u00a0: relisez la liste des règles."
        raise Refused(Problem("outdated", text)) from error
    return {"version": draft.code, "effective_from": effective_from.isoformat()}


def proposed_effects(draft):
    count = words.count(guards.difference(draft), "ligne diffère", "lignes diffèrent")
    return [
        f"{count} de la version publiée en dernier.",
        "Le contenu ne change plus, à moins de reprendre la préparation.",
        "Une autre personne que vous devra la publier.",
    ]


def kept_effects(_draft):
    return ["La date et la référence restent dans la version publiée, et tout le monde les lit."]


def resumed_effects(_draft):
    return [
        "La proposition, l’avis et la décision notés sont effacés de la page\u00a0; le journal les garde."
    ]


def published_effects(draft):
    before = content.latest(draft.kind)
    closed = [f"«\u00a0{before}\u00a0» prend fin la veille."] if before else []
    return [
        "La version prend effet le jour choisi plus bas, et tout le monde la lit dès maintenant.",
        *closed,
        "Les dossiers déjà enregistrés gardent leur version (BR-08).",
        "Une version publiée ne change plus\u00a0: une correction fait une nouvelle version.",
    ]


def published_said(draft):
    return f"C’est publié. «\u00a0{draft}\u00a0» prend effet le {words.day(draft.effective_from)}."


RULES_DRAFT = Workflow(
    RulesDraft,
    topic="labelling/framework",
    path=(*OPEN, S.PUBLISHED),
    hands={S.DRAFT: OFFICE, S.PROPOSED: OFFICE, S.ENDORSED: OFFICE, S.DECIDED: OTHER},
    holders={OFFICE: instructor, OTHER: publisher},
    undated={
        S.DRAFT: "le bureau prépare à son rythme",
        S.PROPOSED: "l’avis se rend en réunion",
        S.ENDORSED: "le COMEX fixe ses dates",
        S.DECIDED: "la date d’effet est choisie en publiant",
    },
    transitions=(
        Transition(
            "propose", "Proposer cette version", (S.DRAFT,), S.PROPOSED, instructor,
            "a proposé une nouvelle version des règles",
            needs=(guards.complete, guards.differs, guards.begins_later, guards.another_may_publish),
            form=step_forms.ProposeForm,
            then=propose, effects=proposed_effects, tells=(notices.PROPOSED,), slug="proposer",
        ),
        Transition(
            "endorse", "Noter l’avis favorable", (S.PROPOSED,), S.ENDORSED, instructor,
            "a noté l’avis favorable", form=step_forms.EndorseForm, then=endorse, effects=kept_effects,
            slug="avis",
        ),
        Transition(
            "decide", "Noter la décision du COMEX", (S.ENDORSED,), S.DECIDED, instructor,
            "a noté la décision du COMEX", form=step_forms.DecideForm, then=decide, effects=kept_effects,
            tells=(notices.DECIDED,), slug="decision",
        ),
        Transition(
            "publish", "Publier cette version", (S.DECIDED,), S.PUBLISHED, publisher,
            "a publié une nouvelle version des règles",
            needs=(guards.complete, guards.is_compared_with_the_latest), form=step_forms.PublishForm,
            then=publish, effects=published_effects, tells=(notices.PUBLISHED,), said=published_said,
            slug="publier",
        ),
        Transition(
            "resume", "Reprendre la préparation", (S.PROPOSED, S.ENDORSED, S.DECIDED), S.DRAFT, instructor,
            "a repris la préparation", form=step_forms.ColleagueReasonForm, then=resume, effects=resumed_effects,
            tells=(notices.RESUMED,), slug="reprendre", awaited=False,
        ),
        Transition(
            "withdraw", "Abandonner ce projet", OPEN, S.WITHDRAWN, instructor, "a abandonné le projet de version",
            form=step_forms.ColleagueReasonForm, tells=(notices.WITHDRAWN,), tone="danger", slug="abandonner",
            effects=lambda _draft: ["Son code ne resservira pas. La version publiée reste en vigueur."],
        ),
    ),
)  # fmt: skip

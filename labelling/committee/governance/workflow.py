"""Workflow table of the evolutions of the label: proposed, endorsed, decided, published as a version of the rules."""

from labelling.committee.governance import notices, step_forms, versions
from labelling.committee.governance.models import Evolution
from labelling.parties.framework.drafts.workflow import RULES_DRAFT
from labelling.parties.framework.models import RulesDraft
from labelling.parties.organisms.rules import instructor, referent
from portal import documents
from portal.workflow import Problem, Refused, Transition, Workflow, guard

S = Evolution.State
COMMISSION, COMEX = "la Commission nationale", "le COMEX"
OFFICE = "le bureau du label"


@guard("Un projet de version en cours")
def has_a_running_draft(_evolution):
    if versions.running_drafts().exists():
        return None
    text = "Aucune version des règles n’est en préparation\u00a0: ouvrez d’abord un projet."
    return Problem("no_draft", text, mend="/espace/regles/", mend_label="Les règles du label")


@guard("Une version publiée")
def has_a_published_draft(evolution):
    if versions.published_drafts(evolution).exists():
        return None
    return Problem("no_version", "Aucune version des règles n’a été publiée depuis la proposition.")


def endorse(evolution, by, endorsed_on, reference, due_on=None):
    evolution.endorsed_on, evolution.endorsed_reference = endorsed_on, reference
    evolution.due_on = due_on
    return {"on": endorsed_on.isoformat(), "reference": reference}


def decide(evolution, by, decided_on, reference, file):
    evolution.decided_on, evolution.decided_reference = decided_on, reference
    evolution.due_on = None  # the meeting took place
    evolution.decided_file = documents.store(file, holder=evolution, by=by, kind="decision")
    return {"on": decided_on.isoformat(), "reference": reference}


def link(evolution, by, draft):
    evolution.draft = _still(draft, versions.running_drafts())
    return {"draft": draft.code}


def publish(evolution, by, draft):
    evolution.draft = _still(draft, versions.published_drafts(evolution))
    return {"version": draft.code}


def set_aside(evolution, by, body, set_aside_on, reason):
    evolution.set_aside_by, evolution.set_aside_on = body, set_aside_on
    evolution.set_aside_reason = reason
    return {"by": body, "on": set_aside_on.isoformat()}


def _still(draft, rows):
    """The draft as it stands: it may have been published or given up since the page was shown."""
    found = rows.filter(pk=draft.pk).first()
    if found is None:
        text = f"Le projet {draft.code} a changé d’état\u00a0: choisissez de nouveau."
        raise Refused(Problem("draft_moved", text))
    return found


def kept_effects(_evolution):
    return [
        "La date et la référence restent sur la page de l’évolution, pour tous ceux qui la lisent."
    ]


def linked_effects(_evolution):
    return [
        "L’évolution passera à «\u00a0Publiée\u00a0» le jour où une autre personne publie cette version."
    ]


def published_effects(_evolution):
    return ["La page mène à la version publiée, et à ce qui y diffère de la précédente."]


def set_aside_effects(_evolution):
    return ["Le motif reste sur la page. Une autre évolution peut être proposée plus tard."]


def link_said(evolution):
    return f"L’évolution suit maintenant le projet de version {evolution.draft.code}."


def published_said(evolution):
    return f"L’évolution est dans les règles\u00a0: version {evolution.draft.code}."


EVOLUTION = Workflow(
    Evolution,
    topic=notices.TOPIC,
    path=(S.PROPOSED, S.ENDORSED, S.DECIDED, S.PUBLISHED),
    hands={S.PROPOSED: COMMISSION, S.ENDORSED: COMEX, S.DECIDED: OFFICE},
    holders={OFFICE: instructor},  # both bodies sit outside the portal, whose office records
    undated={
        S.PROPOSED: "la Commission fixe ses réunions",
        S.ENDORSED: "le COMEX fixe ses réunions",
        S.DECIDED: "la version des règles se prépare d’abord",
    },
    transitions=(
        Transition(
            "endorse", "Noter l’avis favorable de la Commission", (S.PROPOSED,), S.ENDORSED, instructor,
            "a noté l’avis favorable de la Commission", form=step_forms.EndorseForm, then=endorse,
            effects=kept_effects, tells=(notices.ENDORSED,), slug="avis",
        ),
        Transition(
            "decide", "Noter la décision du COMEX", (S.ENDORSED,), S.DECIDED, referent,
            "a noté la décision du COMEX", form=step_forms.DecideForm, then=decide, effects=kept_effects,
            tells=(notices.DECIDED,), slug="decision",
        ),
        Transition(
            "link", "Relier à un projet de version", (S.DECIDED,), S.DECIDED, instructor,
            "a relié l’évolution à un projet de version des règles", needs=(has_a_running_draft,),
            form=step_forms.LinkForm, then=link, effects=linked_effects, said=link_said, slug="projet",
        ),
        Transition(
            "publish", "Relier à une version publiée", (S.DECIDED,), S.PUBLISHED, instructor,
            "a fait de l’évolution une version des règles", needs=(has_a_published_draft,),
            form=step_forms.PublishForm, then=publish, effects=published_effects,
            tells=(notices.PUBLISHED,), said=published_said, slug="version",
        ),
        Transition(
            "set_aside", "Écarter cette évolution", (S.PROPOSED, S.ENDORSED, S.DECIDED), S.SET_ASIDE,
            instructor, "a noté que l’évolution est écartée", form=step_forms.SetAsideForm, then=set_aside,
            effects=set_aside_effects, tells=(notices.SET_ASIDE,), tone="danger", slug="ecarter",
        ),
    ),
)  # fmt: skip


@RULES_DRAFT.follow
def follow_publication(draft, *, by, entry):
    """The evolutions that a version says are published with it, in the same transaction."""
    if entry.act == "publish" and draft.state == RulesDraft.State.PUBLISHED:
        for evolution in versions.awaiting(draft):
            EVOLUTION.fire(evolution, "publish", by=by, draft=draft)

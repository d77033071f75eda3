"""Taking over of one label decided before the portal: the référent writes it, with its proof, as an import would."""

from django.db import transaction

from labelling.parties.framework.binding import current_rules, version_in_force
from labelling.parties.framework.models import LabelRulesVersion
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import referent
from labelling.path.dossiers.models import FINAL
from labelling.steering.history_import.matching.actions import begin
from labelling.steering.history_import.models import PROOF
from labelling.title.labels.actions import NEW_TITLE, term
from labelling.title.labels.models import Label
from portal import documents
from portal.core import clock, working_days
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused

BEFORE = "avant le portail"
LINE = {"sheet": "", "row": 1}  # the only one
KEY = "{sheet}!{row}".format(**LINE)


def rules_then(decided_on):
    """(the version in force on that day, or None; the one by which the dates are proposed)."""
    then = version_in_force(LabelRulesVersion, decided_on)
    return then, then or current_rules()


def proposed(organism, decided_on):
    """(first, last) day by BR-63, from the day after the label that ran then (BR-65)."""
    rows = labels_of(organism).filter(start_on__lte=decided_on, end_on__gte=decided_on)
    former = [day for day in map(_last_day, rows) if day >= decided_on]
    _, rules = rules_then(decided_on)
    return term(decided_on, rules.label_months, max(former, default=None))


def labels_of(organism):
    return organism.labels.exclude(state=Label.State.ANNULLED)


def _last_day(label):
    return label.ended_on or label.end_on


def obstacles(organism, decided_on, start_on, end_on):
    """Why this label is not taken over: another one runs on its days (BR-64), or a dossier decides it here."""
    return list(_overlapping(organism, start_on, end_on)) or list(
        _deciding(organism, decided_on, end_on)
    )


def _overlapping(organism, start_on, end_on):
    for one in labels_of(organism).filter(start_on__lte=end_on, end_on__gte=start_on):
        if (last := _last_day(one)) >= start_on:
            days = f"du {words.day(one.start_on)} au {words.day(last)}"
            text = f"{organism} a déjà le label {one.reference}, {days}\u00a0: deux labels ne se recouvrent pas."
            yield Problem("overlap", text, one.get_absolute_url(), "L’ouvrir")


def _deciding(organism, decided_on, end_on):
    for one in organism.dossiers.filter(dossier_type__in=NEW_TITLE):
        if _decides(one, decided_on, end_on):
            text = f"Le dossier {one.reference} décide déjà de ce label dans le portail."
            yield Problem("decided_here", text, one.get_absolute_url(), "L’ouvrir")


def _decides(dossier, decided_on, end_on):
    """It was decided that day; or it is under way, and was before that day, or asks a first label that would run."""
    if dossier.state in FINAL:
        return dossier.decided_on == decided_on
    began = dossier.submitted_on or words.as_date(dossier.created_at)
    is_first = dossier.dossier_type == "initial" and end_on >= clock.today()
    return is_first or began <= decided_on


@transaction.atomic
def take_over(organism, *, by, proof, statement, **facts):
    """The Label, public at once and marked « repris »; its import keeps the proof and who said it, and is taken back.

    `facts`: is_renewal, with_recommendations, decided_on, start_on, end_on, dates_reason, rules, number, homes,
    perimeter, stated_by, stated_on, checked by the form. Two at once wait for the organism's row.
    """
    if not referent(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {referent.label} reprend un label."))
    organism = Organism.objects.select_for_update().get(pk=organism.pk)
    days = (facts["decided_on"], facts["start_on"], facts["end_on"])
    if problems := obstacles(organism, *days):
        raise Refused(*problems)
    made = begin(
        by=by,
        file_name=f"Label {words.of(organism)}",
        digest="",
        content=_content(organism, facts | {"statement": statement}),
        choices={KEY: {"organism": organism.slug}},
        is_demo=organism.is_demo,
        said=f"a saisi un label {words.of(organism)} décidé avant le portail",
        reason=f"{facts['stated_by']}, le {words.day(facts['stated_on'])}\u00a0: {statement}",
    )
    documents.store(proof, holder=made, by=by, kind=PROOF)
    made.workflow.fire(made, "confirm", by=by)
    return Label.objects.get(taken_from=made)


def _content(organism, facts):
    decided_on, start, end = (facts[name] for name in ("decided_on", "start_on", "end_on"))
    line = LINE | {
        "name": organism.name,
        "siren": organism.siren,
        "family": organism.family,
        "region": organism.region,
        "status": _status(organism, end),
        "committee_on": decided_on.isoformat(),
        "label": {
            "start": start.isoformat(),
            "end": end.isoformat(),
            "attestation": facts["number"],
        },
        "perimeter": facts["perimeter"],
        "homes_then": facts["homes"],
        "is_renewal": facts["is_renewal"],
        "told": list(_told(facts)),
    }
    decision = LINE | {
        "organism": organism.name,
        "session": decided_on.isoformat(),
        "decision": "granted",
        "with_recommendations": facts["with_recommendations"],
    }
    return {"organisms": [line], "decisions": [decision]}


def _status(organism, end_on):
    """Replaced, where a label of the portal begins on the day after it; its days say the rest."""
    is_followed = labels_of(organism).filter(start_on=working_days.add_days(end_on, 1)).exists()
    return "superseded" if is_followed and end_on < clock.today() else "labelled"


def _told(facts):
    """[label, words] of what has no field of its own."""
    yield ["Règles d’alors", facts["rules"] or BEFORE]
    if facts["homes"]:
        yield ["Logements alors", words.number(facts["homes"])]
    if facts["dates_reason"]:
        yield ["Pourquoi ces dates", facts["dates_reason"]]
    yield ["Qui le dit", f"{facts['stated_by']}, le {words.day(facts['stated_on'])}"]
    yield ["En ses mots", facts["statement"]]

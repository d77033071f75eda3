"""Quality of the data: what is missing, each kind with its cases and the page where it is filled in."""

from collections.abc import Callable
from dataclasses import dataclass

from labelling.parties.organisms.models import Membership
from labelling.steering.cockpit.cases import CaseList, about, kept
from portal.search.french import sort_key


@dataclass(frozen=True)
class Lack:
    """`cases(facts)` gives the cases of what is missing."""

    code: str
    title: str
    meaning: str
    cases: Callable


def _of_organisms(name):
    """Those of which a field is empty."""

    def cases(facts):
        found = (key for key, one in facts.organisms.items() if not getattr(one, name))
        return [about(facts, key, name="organism_edit") for key in found]

    return cases


def _without_people(facts):
    served = {organism for organism, _function in facts.acting}
    return [about(facts, key, name="organism_people") for key in _followed(facts) - served]


def _without_signatory(facts):
    signatory = Membership.Function.SIGNATORY
    signed = {organism for organism, function in facts.acting if function == signatory}
    return [about(facts, key, name="organism_people") for key in _followed(facts) - signed]


def _followed(facts):
    """Those that have an open dossier or a label: the others owe nothing yet."""
    return {wait.row.organism for wait in facts.waits} | {label.organism for label in facts.labels}


def _without_attestation(facts):
    return [
        about(facts, one.organism, one.reference, one.start_on, at=("label_detail", one.reference))
        for one in facts.labels
        if not one.has_attestation
    ]


def _without_auditor(facts):
    return [
        about(facts, one.dossier__organism, one.reference, at=("mission_detail", one.reference))
        for one in facts.missions
        if one.state == "to_assign"
    ]


def _without_day(facts):
    return [
        about(facts, one.row.organism, at=("dossier_detail", one.row.reference))
        for one in facts.waits
        if one.since is None
    ]


LACKS = (
    Lack("sans-siren", "Sans Siren", "organismes dont le Siren manque", _of_organisms("siren")),
    Lack(
        "sans-logements",
        "Sans nombre de logements",
        "organismes dont la taille est inconnue",
        _of_organisms("homes"),
    ),
    Lack(
        "sans-membre",
        "Sans personne",
        "organismes avec un dossier ouvert ou un label, dont personne n’a de compte",
        _without_people,
    ),
    Lack(
        "sans-signataire",
        "Sans signataire",
        "organismes avec un dossier ouvert ou un label, que personne ne peut engager",
        _without_signatory,
    ),
    Lack(
        "sans-attestation",
        "Label sans attestation",
        "labels en cours sans attestation",
        _without_attestation,
    ),
    Lack(
        "sans-auditeur",
        "Audit à attribuer",
        "missions que personne ne mène encore",
        _without_auditor,
    ),
    Lack(
        "sans-date",
        "Depuis quand\u00a0?",
        "dossiers repris, dont l’attente n’a pas de début",
        _without_day,
    ),
)
BY_CODE = {one.code: one for one in LACKS}


def count(facts, lack):
    return len(kept(lack.cases(facts)))


def list_cases(facts, lack):
    found = sorted(kept(lack.cases(facts)), key=lambda one: sort_key(one.name))
    return CaseList(lack.title, lack.meaning, tuple(found))

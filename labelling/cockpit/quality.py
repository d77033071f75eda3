"""Quality of the data: what is missing, each kind with its cases and the page where it is filled in."""

from collections.abc import Callable
from dataclasses import dataclass

from labelling.cockpit.cases import Listed, about, kept, page


@dataclass(frozen=True)
class Lack:
    """`cases(facts)` gives the cases of what is missing."""

    code: str
    title: str
    meaning: str
    cases: Callable


def _of_organisms(lacks):
    def cases(facts):
        return [
            about(facts, key, name="organism_edit")
            for key, one in facts.organisms.items()
            if lacks(one)
        ]

    return cases


def _followed(facts):
    """Those that have an open dossier or a label: the others owe nothing yet."""
    return {wait.row.organism for wait in facts.waits} | {label.organism for label in facts.labels}


def _of_followed(name):
    def cases(facts):
        followed = _followed(facts)
        return [
            about(facts, key, name="organism_people")
            for key, one in facts.organisms.items()
            if key in followed and not one[name]
        ]

    return cases


def _without_attestation(facts):
    return [
        about(
            facts,
            one.organism,
            one.reference,
            one.start_on,
            url=page("label_detail", one.reference),
        )
        for one in facts.labels
        if not one.has_attestation
    ]


def _without_auditor(facts):
    return [
        about(
            facts,
            one["dossier__organism"],
            one.reference,
            url=page("mission_detail", one.reference),
        )
        for one in facts.missions
        if one.state == "to_assign"
    ]


def _without_wait(facts):
    return [
        about(
            facts,
            one.row.organism,
            one.row.reference,
            url=page("dossier_detail", one.row.reference),
        )
        for one in facts.waits
        if one.since is None
    ]


LACKS = (
    Lack("sans-siren", "Sans Siren", "organismes dont le Siren manque", _of_organisms(lambda one: not one.siren)),
    Lack(
        "sans-logements", "Sans nombre de logements", "organismes dont la taille est inconnue",
        _of_organisms(lambda one: not one.homes),
    ),
    Lack(
        "sans-membre", "Sans personne", "organismes avec un dossier ouvert ou un label, dont personne n’a de compte",
        _of_followed("has_contact"),
    ),
    Lack(
        "sans-signataire", "Sans signataire",
        "organismes avec un dossier ouvert ou un label, que personne ne peut engager", _of_followed("has_signatory"),
    ),
    Lack("sans-attestation", "Label sans attestation", "labels en cours sans attestation", _without_attestation),
    Lack("sans-auditeur", "Audit à attribuer", "missions que personne ne mène encore", _without_auditor),
    Lack(
        "sans-date", "Depuis quand\u00a0?", "dossiers repris, dont l’attente n’a pas de début",
        _without_wait,
    ),
)  # fmt: skip
BY_CODE = {one.code: one for one in LACKS}


def listed(facts, lack):
    return Listed(lack.title, lack.meaning, kept(lack.cases(facts)))

"""Workflow table of an import of the tracking: confirmed once, taken back as long as nothing was built on it."""

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.urls import reverse

from labelling.parties.organisms.rules import referent
from labelling.steering.history_import import notices
from labelling.steering.history_import.lines import comparing, facts, listing
from labelling.steering.history_import.matching.actions import BEING_READ
from labelling.steering.history_import.models import TrackingImport
from labelling.steering.history_import.past import results, writing
from portal import access
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, Refused, Reminder, Transition, Workflow, guard

EMPTIED = ("content", "choices", "matching", "reading")


def abandon(tracking_import, **_):
    """By the référent, or by the clock at the end of its period; the journal keeps that it was read."""
    tracking_import.abandoned_on = clock.today()
    tracking_import.file = tracking_import.to_read_at = tracking_import.read_since = None
    for name in EMPTIED:
        setattr(tracking_import, name, {})


def effects(_tracking_import):
    return [
        "Le fichier, ce qui en a été lu et ce que vous en avez décidé sont effacés aussitôt.",
        "Rien n’en était écrit au portail\u00a0: rien d’autre ne change.",
        "Le même fichier peut être envoyé de nouveau\u00a0: il est relu depuis le début.",
    ]


S = TrackingImport.State
NOTHING = "Personne n’est prévenu\u00a0: aucun courriel ne part."


@guard("Lignes corrigées et décidées")
def decided(tracking_import):
    if tracking_import.to_read_at:
        return [BEING_READ]
    lines = listing.review(tracking_import)
    compared = [one.compared for one in lines if one.compared]
    found = [*writing.undecided(compared), *listing.waiting(lines)]
    if found:
        address = reverse("labelling:tracking_lines", args=[tracking_import.reference])
        found[0] = replace(found[0], mend=address, mend_label="Voir les lignes")
    return found


@guard("Rien ne s’appuie sur la reprise")
def untouched(tracking_import):
    return results.obstacles(tracking_import)


def confirm(tracking_import, *, by, **_):
    """What somebody wrote in between (the same organism, the same number) ends it with a sentence."""
    tracking_import.confirmed_on = clock.today()
    tracking_import.file = None  # its lines are kept, with what was decided of them
    try:
        with transaction.atomic():
            counts = writing.write(tracking_import, by=by)
    except IntegrityError as error:
        text = "Le portail a changé pendant la reprise\u00a0: rien n’est écrit. Recommencez."
        raise Refused(Problem("changed", text)) from error
    return {"counts": counts, "digest": tracking_import.digest}


def confirm_effects(tracking_import):
    lines = listing.review(tracking_import)
    many = listing.counts(lines)
    taken = sum(len(facts.choices_of(one.compared, tracking_import.choices)) for one in lines)
    known = many[comparing.SAME] + many[comparing.CHANGED]
    counted = (
        (many[comparing.NEW], "organisme nouveau entre", "organismes nouveaux entrent",
         " au portail avec leur passé, marqués «\u00a0repris\u00a0»."),
        (known, "organisme connu reste au portail", "organismes connus restent au portail",
         ", et leur passé entre s’ils n’en ont aucun ici."),
        (taken, "fait d’un organisme connu est pris", "faits d’organismes connus sont pris",
         " du fichier, comme vous l’avez choisi\u00a0; tout le reste garde ce que sait le portail."),
        (many[listing.SKIPPED], "ligne est laissée", "lignes sont laissées", " de côté."),
    )  # fmt: skip
    return [
        *(words.count(n, one, several) + rest for n, one, several, rest in counted if n),
        "Les labels en vigueur paraissent aussitôt dans l’annuaire et à la vérification.",
        NOTHING,
    ]


def take_back(tracking_import, *, by, **_):
    tracking_import.taken_back_on = clock.today()
    return {"counts": results.take_back(tracking_import, by=by)}


def take_back_effects(tracking_import):
    taken = "Les faits pris du fichier redeviennent ce qu’ils étaient, sauf ceux que quelqu’un a écrits depuis."
    return [
        *([taken] if tracking_import.corrected else ()),
        "Ce que l’import a apporté quitte aussitôt les pages publiques, les listes et les chiffres.",
        "Rien n’est effacé\u00a0: le journal garde chaque ligne, marquée «\u00a0reprise annulée\u00a0».",
        NOTHING,
    ]


IMPORT = Workflow(
    TrackingImport,
    topic="labelling/history_import",
    path=(S.PREVIEWED, S.CONFIRMED),
    hands={S.PREVIEWED: "le référent label"},
    dated={S.PREVIEWED: "la durée de conservation d’un import jamais confirmé"},
    holders={"le référent label": referent},
    transitions=(
        Transition(
            "confirm", "Reprendre le suivi", (S.PREVIEWED,), S.CONFIRMED, referent, "a repris le suivi",
            needs=(decided,), then=confirm, effects=confirm_effects, said="Le suivi est repris.",
        ),
        Transition(
            "take_back", "Annuler la reprise", (S.CONFIRMED,), S.TAKEN_BACK, referent, "a annulé la reprise du suivi",
            needs=(untouched,), then=take_back, effects=take_back_effects, said="La reprise est annulée.",
            tone="danger", undoes=True, awaited=False,
        ),
        Transition(
            "abandon", "Abandonner cet import", (S.PREVIEWED,), S.ABANDONED, access.clock | referent,
            "a abandonné l’import du suivi", then=abandon, effects=effects,
            said="L’import est abandonné\u00a0: son fichier est effacé.", tone="danger",
        ),
    ),
    reminders=(Reminder(S.PREVIEWED, notices.UNCONFIRMED, (7,)),),
)  # fmt: skip

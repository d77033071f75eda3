"""Proposal of a relance: to whom, and its text, from whose turn it is, what is missing and since when."""

from dataclasses import dataclass

from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps.turns import lacking, leading_step
from labelling.path.dossiers.steps.workflow import DOSSIER, ORGANISM, situation
from labelling.steering.follow_up.models import Relance
from labelling.title.labels.models import Label
from portal.core import clock, working_days
from portal.ui import words

AHEAD = 18  # months before the end of a label in which its renewal may be spoken of
NOBODY = "personne n’agit pour lui sur le portail"
NOT_THEIRS = "la main n’est pas à l’organisme"
NOTHING_ASKED = "rien n’attend de sa part\u00a0: ni dossier en cours, ni label à renouveler"
WAITING = "une relance est déjà prête à partir"
GONE = "il n’exerce plus"
SUBJECTS = {
    "dossier": "Votre dossier {}\u00a0: où en êtes-vous\u00a0?",
    "label": "Votre label prend fin le {}",
}


@dataclass(frozen=True)
class Proposal:
    """What an organism would receive; `why_not`: why it would receive nothing."""

    organism: Organism
    people: tuple = ()
    dossier: LabelDossier | None = None
    subject: str = ""
    text: str = ""
    why_not: str = ""

    @property
    def names(self):
        return ", ".join(str(person) for person in self.people)


def people_of(organism, functions=()):
    """The active people of the organism, by function where some are chosen; signatories first."""
    rows = organism.memberships.filter(is_active=True, user__is_active=True)
    rows = rows.filter(function__in=functions) if functions else rows
    return tuple(
        one.user
        for one in rows.select_related("user").order_by(
            "-function", "user__last_name__french", "pk"
        )
    )


def propose(organism, *, by, dossier=None, functions=()):
    """The Proposal for one organism: its dossier whose turn is theirs, else the renewal of its label."""
    people = people_of(organism, functions)
    if problem := _why_nothing(organism, people):
        return Proposal(organism, people, dossier, why_not=problem)
    running = [dossier] if dossier else list(organism.dossiers.open().select_related("rules"))
    theirs = [one for one in running if one.hand == ORGANISM]
    if theirs:
        chosen = min(theirs, key=lambda one: (one.due_on is None, one.due_on, one.pk))
        subject = SUBJECTS["dossier"].format(chosen.reference)
        return Proposal(organism, people, chosen, subject, text_of_dossier(chosen, by))
    if running:
        hand = running[0].hand or "personne"
        return Proposal(organism, people, running[0], why_not=f"{NOT_THEIRS}\u00a0: {hand}")
    if label := _ending(organism):
        subject = SUBJECTS["label"].format(words.day(label.end_on))
        return Proposal(organism, people, None, subject, text_of_label(label, by))
    return Proposal(organism, people, why_not=NOTHING_ASKED)


def _why_nothing(organism, people):
    if not organism.is_active:
        return GONE
    if not people:
        return NOBODY
    return WAITING if Relance.objects.waiting().filter(organism=organism).exists() else ""


def _ending(organism):
    """Its label in force that ends soon enough for its renewal to be spoken of."""
    until = working_days.add_months(clock.today(), AHEAD)
    rows = organism.labels.filter(state__in=(Label.State.ACTIVE, Label.State.EXTENDED))
    return rows.filter(end_on__gte=clock.today(), end_on__lte=until).order_by("end_on").first()


def missing(dossier):
    """What lacks for the step that leads on, in sentences."""
    step = DOSSIER.transitions.get(leading_step(dossier) or "")
    found = step.conditions(dossier) if step else ()
    return [problem.text for one in found for problem in one.problems]


def text_of_dossier(dossier, by):
    task = next(iter(situation(dossier).task), "") or lacking(dossier)
    state = dossier.get_state_display()
    since = words.day(dossier.since_at)
    told = (
        f"Le dossier {dossier.reference} est à l’étape «\u00a0{state}\u00a0» depuis le {since}. "
        f"La main est à votre organisme\u00a0: {task[:1].lower()}{task[1:]}."
    )
    lines = [told]
    if dossier.due_on:
        verb = "était attendu pour" if dossier.due_on < clock.today() else "est attendu pour"
        lines.append(f"Cela {verb} le {words.day(dossier.due_on)}.")
    said = missing(dossier)
    if said:
        lines.append("\n".join(["Il manque encore\u00a0:", *(f"- {one}" for one in said)]))
    lines.append("Pouvez-vous nous dire où vous en êtes, et ce qui vous aiderait\u00a0?")
    return _letter(lines, by)


def text_of_label(label, by):
    due = label.renewal_due_on
    return _letter(
        [
            f"Votre label court jusqu’au {words.day(label.end_on)}.",
            f"Le dossier de renouvellement se dépose au plus tard le {words.day(due)}.",
            "Pouvez-vous nous dire si vous pensez le renouveler, et quand\u00a0?",
        ],
        by,
    )


def _letter(paragraphs, by):
    return "\n\n".join(["Bonjour,", *paragraphs, f"{by}"])

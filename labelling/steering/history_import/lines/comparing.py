"""Comparison of the tracking with the portal, line by line: new, changed, same, doubtful, wrong."""

from collections import Counter
from dataclasses import dataclass, field

from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.history_import import rules
from labelling.steering.history_import.lines.base import Known, Line
from labelling.steering.history_import.lines.numbers import given_numbers, number_of
from labelling.title.labels.models import Attestation, Label
from portal.core import clock
from portal.ui import partial_dates
from portal.workflow import Problem

NEW, CHANGED, SAME, DOUBTFUL, WRONG = "new", "changed", "same", "doubtful", "wrong"
KINDS = {
    NEW: "nouvelle",
    CHANGED: "différente",
    SAME: "identique",
    DOUBTFUL: "à décider",
    WRONG: "à corriger",
}
COMPARED = {
    "name": "nom",
    "siren": "Siren",
    "family": "famille",
    "region": "région",
    "departement": "département",
    "homes": "logements",
    "status": "statut",
    "start": "début du label",
    "end": "fin du label",
    "attestation": "numéro d’attestation",
}
OF_ORGANISM = ("name", "siren", "family", "region", "departement", "homes")


@dataclass
class Compared:
    """A line, what it is, and why; `changes` are (field, its word, in the portal, in the file)."""

    line: Line
    kind: str
    organism: Organism | None = None
    changes: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    label: Label | None = None  # the latest one of the organism, in the portal
    has_history: bool = True  # a label or a dossier: where it has none, that of the file is written

    @property
    def word(self):
        return KINDS[self.kind]


def compare(tracking):
    """A Compared for each line of an organism, then one for each line that names no organism of the file."""
    known, found = Known(), []
    sirens = Counter(line.get("siren") for line in tracking.organisms if line.get("siren"))
    numbers = Counter(filter(None, map(number_of, tracking.organisms)))
    rows = [(line, *known.find(line)) for line in tracking.organisms]
    given = given_numbers(numbers)
    told = facts_of([organism for _, organism, _ in rows if organism])
    for line, organism, twins in rows:
        problems = list(rules.problems(line))
        if sirens[line.get("siren")] > 1:
            problems.append(Problem("twice", "Une autre ligne du fichier porte ce Siren."))
        if numbers[number_of(line)] > 1 or given.get(number_of(line), organism) != organism:
            problems.append(Problem("number_taken", "Ce numéro d’attestation est déjà donné."))
        if problems:
            found.append(Compared(line, WRONG, organism, problems=problems))
        elif twins:
            found.append(Compared(line, DOUBTFUL, problems=[_twins(twins)]))
        else:
            found.append(_met(line, organism, told))
    return [*found, *map(_stray, tracking.strays)]


def _met(line, organism, told):
    if organism is None:
        return Compared(line, NEW)
    changes = list(_changes(told[organism.pk], file_facts(line)))
    kind = CHANGED if changes else SAME
    here = told[organism.pk]
    return Compared(line, kind, organism, changes, [], here["label"], bool(here["status"]))


def _changes(here, there):
    """What the file says otherwise; what it does not say changes nothing."""
    for name, word in COMPARED.items():
        said = there.get(name)
        if said not in (None, "", here.get(name)) and _plain(said) != _plain(here.get(name)):
            yield name, word, here.get(name), said


def _plain(said):
    """A straight apostrophe or a wide space says nothing otherwise."""
    return " ".join(said.replace("’", "'").split()) if isinstance(said, str) else said


def file_facts(line):
    """The facts of a line that are compared, as the portal writes them."""
    label = line.get("label", {})
    facts = {name: line.get(name) for name in OF_ORGANISM}
    facts |= {name: partial_dates.precise(label.get(name)) for name in ("start", "end")}
    facts["attestation"] = number_of(line)
    return facts | {"status": told_status(line.get("status"), facts["end"])}


def told_status(status, end):
    """A title past its end has expired, whatever the file still says."""
    is_over = status in ("labelled", "extended", "suspended") and end and end < clock.today()
    return "expired" if is_over else status


def facts_of(organisms):
    """{organism key: the same facts in the portal}: its latest label, else its latest dossier, says its status."""
    keys = [one.pk for one in organisms]
    labels, dossiers = {}, {}
    for one in Label.objects.filter(organism__in=keys).order_by("start_on", "pk"):
        labels[one.organism_id] = one
    rows = LabelDossier.objects.filter(organism__in=keys).order_by("pk")
    dossiers.update(rows.values_list("organism", "state"))
    rows = Attestation.objects.filter(label__in=labels.values()).order_by("pk")
    numbers = dict(rows.values_list("label", "number"))
    return {
        one.pk: _facts(one, labels.get(one.pk), dossiers.get(one.pk), numbers) for one in organisms
    }


def _facts(organism, label, state, numbers):
    facts = {name: getattr(organism, name) for name in OF_ORGANISM}
    facts |= {"start": label.start_on, "end": label.end_on} if label else {}
    facts |= {"label": label, "attestation": numbers.get(label.pk, "") if label else ""}
    return facts | {"status": situation(label, state)}


def situation(label, state):
    """The status of an organism, in the words of the file."""
    words = {of_label: status for status, of_label in rules.LABELS.items()}
    if label and (state is None or state == "granted"):
        return words.get(label.status_on(clock.today()), "labelled")
    return "candidate" if state == "submitted" else state


def _twins(twins):
    names = ", ".join(f"{one} ({one.siren or 'sans Siren'})" for one in twins)
    return Problem("twins", f"Est-ce l’un de ceux-ci, ou un autre organisme\u00a0? {names}.")


def _stray(line):
    text = f"«\u00a0{line.get('organism', '')}\u00a0» n’a pas de ligne d’organisme."
    return Compared(line, WRONG, problems=[Problem("unknown_organism", text)])

"""Known acts of the portal: every transition of the tables, and the side acts whose words a file keeps."""

from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db.models import TextChoices

from portal import access
from portal.core.data_files import read_data
from portal.workflow import WORKFLOWS

FILE = Path(__file__).parents[2] / "data" / "acts" / "side_acts.yaml"
ANY = "*"  # the kind of what is written of any thing
PORTAL = access.clock.label
SCOPES = {
    "labelling": "Label",
    "observatory": "Observatoire",
    "community": "Communautés",
    "home": "Site",
    "portal": "Portail",
}


class Way(TextChoices):
    """How an act is done."""

    PERSON = "person", "une personne"
    SEVERAL = "several", "une personne, pour plusieurs à la fois"
    EITHER = "either", "une personne ou le portail"
    TIMED = "timed", "le portail, à son heure"
    FOLLOWS = "follows", "le portail, à la suite d’un autre acte"


BY_HAND = (Way.PERSON, Way.SEVERAL, Way.EITHER)


@dataclass(frozen=True)
class KnownAct:
    """An act on a kind of things; `helps` says what the portal does around it, in a few words each."""

    kind: str
    act: str
    name: str
    by: str = ""
    way: Way = Way.PERSON
    helps: tuple = ()
    is_told: bool = True  # by a table or by the file; otherwise the journal alone knows it

    @property
    def key(self):
        return self.kind, self.act

    @property
    def noun(self):
        return noun_of(self.kind)

    @property
    def scope(self):
        return self.kind.partition(".")[0]


def noun_of(kind):
    """The French name of a kind; the kind itself where no model bears it any more."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except LookupError:
        return kind


def known_acts():
    """{(kind, act): KnownAct}, the tables first; what is said of any thing is apart (`unwritten`)."""
    return {one.key: one for one in (*side_acts(), *_of_tables()) if one.kind != ANY}


def unwritten(kind, act):
    """The act that the journal alone bears: its words if they are those of any thing, else its code."""
    found = next((one for one in side_acts() if one.key == (ANY, act)), None)
    if found:
        return KnownAct(kind, act, found.name, found.by, found.way)
    return KnownAct(kind, act, act, is_told=False)


def _of_tables():
    return tuple(
        KnownAct(
            table.model._meta.label_lower,
            step.name,
            step.label,
            step.by.label,
            _way(table, step),
            tuple(_helps(table, step)),
        )
        for table in WORKFLOWS.values()
        for step in table.transitions.values()
    )


def _way(table, step):
    if not step.by.is_clock:
        return Way.PERSON
    if step.by.label != PORTAL:
        return Way.EITHER
    return Way.TIMED if any(timed.name == step.name for timed in table.timed) else Way.FOLLOWS


def _helps(table, step):
    """What the table makes of itself around a step."""
    if step.needs and step.by.label != PORTAL:
        yield "conditions vérifiées"
    if any(one.state in step.source for one in table.reminders) and step.is_awaited:
        yield "rappels avant la date"
    if step.due:
        yield "date suivante calculée"
    for notice in step.tells:
        yield f"courriel «\u00a0{notice.title}\u00a0»"


def side_acts():
    """What the file says, acts of any thing included."""
    return tuple(
        KnownAct(kind, act, one["name"], one["by"], _side_way(one))
        for kind, acts in read_data(FILE).items()
        for act, one in acts.items()
    )


def _side_way(said):
    if said["by"] == PORTAL:
        return Way.FOLLOWS
    return Way.SEVERAL if said.get("several") else Way.PERSON

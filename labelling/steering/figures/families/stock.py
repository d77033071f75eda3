"""Stock of the label on a day: candidates, engaged, labelled, suspended, mentions, coverage of the movement."""

from pathlib import Path

from labelling.parties.organisms.models import Organism
from labelling.steering.figures import past
from labelling.steering.figures.base import Family
from labelling.steering.figures.rules import committee, office
from labelling.title.labels.models import Label
from labelling.title.labels.register import shows_suspended
from portal.core.data_files import read_data
from portal.figures import Case, Measure
from portal.ui import words

FILE = Path(__file__).parents[3] / "data" / "figures" / "mouvement.yaml"


def sizes():
    """[{as_of, operators, homes, source}], the oldest first."""
    return sorted(read_data(FILE), key=lambda one: one["as_of"])


def size_on(day):
    """The last one known on `day`; before all of them, the first."""
    known = [one for one in sizes() if one["as_of"] <= day]
    return known[-1] if known else sizes()[0]


def movement_sentence():
    """« 566 opérateurs et 4 800 000 logements au 31 décembre 2022, à confirmer par l’Union. Source… »."""
    last = sizes()[-1]
    operators, homes = (words.number(last[name]) for name in ("operators", "homes"))
    told = f"{operators} opérateurs et {homes} logements locatifs au {words.day(last['as_of'])}"
    return f"{told}, à confirmer par l’Union. Source\u00a0: {last['source']}"


def operators(period):
    return size_on(period.end)["operators"]


def homes(period):
    return size_on(period.end)["homes"]


JOURNAL = "les états que dit le journal ce jour-là, les dates du label, le suivi repris"
LABEL, DOSSIER = "labelling.label", "labelling.labeldossier"


def _homes():
    return dict(Organism.objects.order_by().values_list("pk", "homes"))


def _of_labels(found, homes=None):
    """A case an organism of {organism: LabelThen}, for itself or for its homes."""
    return [
        Case(one.pk, key, one.start_on, 1 if homes is None else homes.get(key, 0))
        for key, one in found.items()
    ]


def _of_dossiers(found):
    """A case an organism, by the oldest of its dossiers."""
    first = {}
    for one in found:
        first.setdefault(one.organism, one)
    return [Case(one.pk, key) for key, one in first.items()]


def candidates(period):
    labels, dossiers = past.labels_on(period.end), past.dossiers_on(period.end)
    others = past.labels_held(labels) | {one.organism for one in dossiers if one.is_registered}
    asking = (past.D.SUBMITTED, past.D.TO_COMPLETE)
    return _of_dossiers([
        one for one in dossiers if one.state in asking and one.organism not in others
    ])  # fmt: skip


def engaged(period):
    held = past.labels_held(past.labels_on(period.end))
    rows = past.dossiers_on(period.end)
    return _of_dossiers([one for one in rows if one.is_registered and one.organism not in held])


def named_engaged(period):
    """BR-70: those of them who accept to be named, today: a consent that was withdrawn names nobody."""
    rows = Organism.objects.filter(has_public_consent=True, is_active=True)
    named = set(rows.values_list("pk", flat=True))
    return [one for one in engaged(period) if one.organism in named]


def labelled(period):
    return _of_labels(past.labels_in_force(period.end))


def in_directory(period):
    """BR-70: those that the directory shows, with the suspended ones where it shows them."""
    if not shows_suspended():
        return labelled(period)
    held = (*past.IN_FORCE, Label.State.SUSPENDED)
    return _of_labels({
        one.organism: one for one in past.labels_on(period.end) if one.status in held
    })  # fmt: skip


def suspended(period):
    rows = past.labels_on(period.end)
    return _of_labels({one.organism: one for one in rows if one.status == Label.State.SUSPENDED})


def with_mention(period):
    first = {}
    for one in past.mentions_in_force(period.end):
        first.setdefault(one.label.organism_id, one)
    return [Case(one.label_id, key, one.start_on) for key, one in first.items()]


def homes_of_labelled(period):
    return _of_labels(past.labels_in_force(period.end), _homes())


def homes_of_listed(period):
    homes = _homes()
    return [
        Case(one.thing, one.organism, one.day, homes.get(one.organism, 0))
        for one in in_directory(period)
    ]


family = Family("stock", source=JOURNAL, readers=committee, unit="organismes", model=LABEL, is_stock=True,
                related=("organism",))  # fmt: skip
of_dossiers = {"model": DOSSIER, "readers": office}
family(
    "candidates", "Organismes candidats", candidates,
    "Organismes dont un dossier est déposé et attend d’être recevable, sans label ni autre dossier recevable.",
    "Organismes distincts ayant ce jour-là un dossier déposé ou à compléter, moins les engagés et les labellisés.",
    **of_dossiers,
)  # fmt: skip
family(
    "engaged", "Organismes engagés", engaged,
    "Organismes dont un dossier est recevable et n’est pas terminé, sans label.",
    "Organismes distincts ayant ce jour-là un dossier recevable en cours, moins ceux dont le label existe. "
    "Un dossier repris du suivi compte dès sa candidature.",
    **of_dossiers,
)  # fmt: skip
family(
    "engaged_named", "Organismes engagés nommés au public", named_engaged,
    "Organismes engagés qui acceptent aujourd’hui de paraître dans l’annuaire.",
    "Organismes engagés ce jour-là, dont l’accord de paraître tient aujourd’hui.",
    **of_dossiers, is_public=True,
)  # fmt: skip
family(
    "labelled", "Organismes labellisés", labelled,
    "Organismes dont le label est en vigueur, prorogé compris, suspendu exclu.",
    "Organismes distincts dont un label court ce jour-là selon ses dates et les décisions prises jusque-là.",
)  # fmt: skip
family(
    "listed", "Organismes labellisés dans l’annuaire", in_directory,
    "Organismes que l’annuaire public montre comme labellisés.",
    "Organismes labellisés ce jour-là, et les suspendus si l’annuaire les montre.",
    is_public=True,
)  # fmt: skip
family(
    "suspended", "Labels suspendus", suspended,
    "Organismes dont le label est suspendu et n’est pas échu.",
    "Organismes distincts dont un label est suspendu ce jour-là.",
)  # fmt: skip
family(
    "mention", "Organismes avec mention spéciale", with_mention,
    "Organismes labellisés dont une mention spéciale est en vigueur (BR-77).",
    "Organismes distincts ayant ce jour-là une mention dont le label est en vigueur.",
)  # fmt: skip
family(
    "homes", "Logements des organismes labellisés", homes_of_labelled,
    "Logements gérés par les organismes labellisés, selon leur dernière déclaration.",
    "Somme des logements des organismes labellisés ce jour-là. Le nombre de logements est celui "
    "d’aujourd’hui\u00a0: le portail n’en garde pas les valeurs passées.",
    unit="logements", measure=Measure.SUM, hides_small_sums=True,
)  # fmt: skip
family(
    "homes_listed", "Logements des organismes de l’annuaire", homes_of_listed,
    "Logements gérés par les organismes que l’annuaire public montre comme labellisés.",
    "Somme des logements de ces organismes, selon leur dernière déclaration.",
    unit="logements", measure=Measure.SUM, is_public=True, hides_small_sums=True,
)  # fmt: skip
family(
    "share_operators", "Part des opérateurs Hlm", labelled,
    f"Part des opérateurs du mouvement Hlm qui sont labellisés ({movement_sentence()}).",
    "Organismes labellisés ce jour-là, divisés par le nombre d’opérateurs connu à cette date.",
    unit="%", out_of=operators,
)  # fmt: skip
family(
    "share_homes", "Part des logements Hlm", homes_of_labelled,
    f"Part des logements du mouvement Hlm que gèrent les organismes labellisés ({movement_sentence()}).",
    "Logements des organismes labellisés, divisés par le nombre de logements connu à cette date.",
    unit="%", measure=Measure.SUM, out_of=homes,
)  # fmt: skip

"""French formatting of numbers, counts, dates and distances, with no-break spaces."""

import re
from decimal import Decimal
from unicodedata import combining, normalize

from django.conf import settings

from portal.core import clock, working_days

NBSP = "\u00a0"
DEMONSTRATION = "Version de démonstration"  # how a stored value of ours begins
PROPOSED = "Version proposée, à confirmer par l’Union"
KILOBYTE = 1024
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
SHORT_MONTHS = "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.".split()
WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()

CONTRACTED = {"à le ": "au ", "à les ": "aux ", "de le ": "du ", "de les ": "des "}
COMMON = {  # nouns that begin the name of a landlord or of a body, by their article
    "l’": set(
        "Office OPH OPAC Opac ESH Entreprise Établissement Union Association Agence Organisation".split()
    ),
    "la ": set("Société SA SEM Sem SCIC Coopérative Régie Fondation Foncière Fédération".split()),
    "le ": set("Foyer Groupe Ministère Comité".split()),
}
PLACE = re.compile(r"(?:\b(de|à|que) )?\{([^{}]*)\}")
VOWELS = tuple("aeiouœæ")
MUTE_H = ("habit", "hel", "hen", "herault", "herve", "hipp", "hon", "hort", "hubert", "hugo", "hum")


def provisional(text=DEMONSTRATION):
    """What is ours until the label owner decides: a production says that it is proposed, never that it is official."""
    return text if settings.IS_LOCAL else text.replace(DEMONSTRATION, PROPOSED)


def number(value, decimals=None):
    """12480 → « 12 480 »; 74.25 with one decimal → « 74,3 »; None → « non renseigné »."""
    if value is None or value == "":
        return "non renseigné"
    if decimals is None and isinstance(value, float | Decimal):
        value = Decimal(str(value)).normalize()
        text = f"{value:,f}"
    else:
        text = f"{value:,.{decimals or 0}f}"
    return text.replace(",", NBSP).replace(".", ",").replace("-", "−")


def count(value, one, many):
    """« 1 pièce », « 12 pièces »: the plural begins at two in French."""
    return f"{number(value)}{NBSP}{agreed(value, one, many)}"


def done(made, alone, several):
    """What an act says of the things that it made: « Pièce versée. » of one, « 3 pièces versées. » of several."""
    return f"{alone if len(made) == 1 else count(len(made), several, several)}."


def agreed(value, one, many):
    """The word alone, for a number that stands apart."""
    return many if abs(value) >= 2 else one


def lead(label):
    """« Objet : », or the question as it stands: « Où ? », which asks for nothing after it."""
    label = str(label)
    return label if label.endswith("?") else f"{label}{NBSP}:"


def day(value, *, short=False, weekday=False, year=True):
    """« 24 novembre 2026 », « 24 nov. 2026 », « jeudi 1er décembre 2026 »."""
    value = as_date(value)
    first = "1er" if value.day == 1 else str(value.day)
    parts = [f"{first}{NBSP}{(SHORT_MONTHS if short else MONTHS)[value.month - 1]}"]
    if weekday:
        parts.insert(0, WEEKDAYS[value.weekday()])
    if year:
        parts.append(str(value.year))
    return (NBSP if short else " ").join(parts)


def month(value):
    """« mars 2026 », of a date or of « 2026-03 »; what is written otherwise stays as it is."""
    year, _, number = str(value)[:7].partition("-")
    if not (year.isdecimal() and number.isdecimal() and 1 <= int(number) <= 12):
        return str(value)
    return f"{MONTHS[int(number) - 1]} {year}"


def weight(size):
    """A size in bytes as people say it: « 640 octets », « 17 Ko », « 1,4 Mo »."""
    if size < KILOBYTE:
        return count(size, "octet", "octets")
    if size < KILOBYTE**2:
        return f"{number(round(size / KILOBYTE))}{NBSP}Ko"
    return f"{number(round(size / KILOBYTE**2, 1))}{NBSP}Mo"


def hour(value):
    """« 14 h 05 » in Paris."""
    value = value.astimezone(clock.PARIS) if value.tzinfo else value
    return f"{value.hour}{NBSP}h{NBSP}{value.minute:02}"


def moment(value, *, short=False):
    """« 24 novembre 2026, 14 h 05 » in Paris."""
    return f"{day(value, short=short)}, {hour(value)}"


def distance(value):
    """« dans 3 jours », « demain », « il y a 2 semaines » from today in Paris."""
    days = (as_date(value) - clock.today()).days
    near = {0: "aujourd’hui", 1: "demain", -1: "hier"}
    if days in near:
        return near[days]
    return f"dans {_span(days)}" if days > 0 else f"il y a {_span(-days)}"


def lateness(value):
    """(words, tone): « 2 jours de retard » danger, « demain » warn up to two working days, else plain."""
    due, today = as_date(value), clock.today()
    if due < today:
        return f"{_span((today - due).days)} de retard", "danger"
    if due <= _soon(today):
        return distance(due), "warn"
    return distance(due), ""


def _soon(today):
    return working_days.add_working_days(today, 2)


def to(who):
    """« à vous », « au référent label », « aux membres », « à l’Office de l’habitat », « au Foyer rémois »."""
    article, name = _article(str(who))
    return CONTRACTED.get(f"à {article}", f"à {article}") + name


def of(who):
    """« du référent label », « des membres », « d’Armoril Habitat », « de l’OPH des Monts », « de la Société X »."""
    article, name = _article(str(who))
    if not article and _is_elided(name):
        return f"d’{name}"
    return CONTRACTED.get(f"de {article}", f"de {article}") + name


def that(who):
    """« que Valmeyre », « qu’Armoril Habitat », « que l’OPH des Monts », « qu’une personne »."""
    article, name = _article(str(who))
    if not article and _is_elided(name):
        return f"qu’{name}"
    return f"que {article}{name}"


def fill(text, values):
    """`text` with its {names} replaced: « le label de {organisme} » is « le label d’Armoril Habitat ».

    What a value holds is never read again: a name between braces in it stays as it is.
    """
    joined = {"de": of, "à": to, "que": that, None: str}
    return PLACE.sub(lambda found: joined[found[1]](values[found[2]]), text)


def _article(who):
    """(article, what follows it), as it is written or as a common noun at the head of a name asks: « l’Office »."""
    first, _, rest = who.partition(" ")
    if first in ("le", "la", "les") or (first in ("Le", "Les") and rest):
        return f"{first.lower()} ", rest
    return next((article for article, nouns in COMMON.items() if first in nouns), ""), who


def _is_elided(name):
    """Whether « de » and « que » lose their vowel: before « Habitat » and « Yvelines », not « Hauts » nor « Yael »."""
    plain = "".join(c for c in normalize("NFD", name[:8].lower()) if not combining(c))
    if plain[:1] == "y":
        return plain[1:2] not in "aeiou" and len(plain) > 1
    return plain[:1] in VOWELS or plain.startswith(MUTE_H)


def as_date(value):
    """The day in Paris of a date or of an aware instant."""
    if hasattr(value, "hour"):
        value = (value.astimezone(clock.PARIS) if value.tzinfo else value).date()
    return value


def _span(days):
    """21 days read in days, twelve weeks in weeks, two years in months, then in years."""
    if days < 21:
        return count(days, "jour", "jours")
    if days < 85:
        return count(round(days / 7), "semaine", "semaines")
    if days < 730:
        return count(round(days / 30.44), "mois", "mois")
    return count(days // 365, "an", "ans")

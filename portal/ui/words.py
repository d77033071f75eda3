"""French formatting of numbers, counts, dates and distances, with no-break spaces."""

from decimal import Decimal
from functools import lru_cache

from portal.core import clock, working_days

NBSP = "\u00a0"
KILOBYTE = 1024
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
SHORT_MONTHS = "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.".split()
WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()


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


def agreed(value, one, many):
    """The word alone, for a number that stands apart."""
    return many if abs(value) >= 2 else one


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


@lru_cache(maxsize=8)
def _soon(today):
    return working_days.add_working_days(today, 2)


def to(who):
    """« à vous », « au référent label », « aux membres »: French contracts the article."""
    for article, contracted in (("le ", "au "), ("les ", "aux ")):
        if who.startswith(article):
            return contracted + who.removeprefix(article)
    return f"à {who}"


def of(who):
    """« du référent label », « des membres », « d’un auditeur », « de l’organisme », « d’Armoril Habitat »."""
    who = str(who)
    for article, contracted in (("le ", "du "), ("les ", "des ")):
        if who.startswith(article):
            return contracted + who.removeprefix(article)
    return f"d’{who}" if who[:1].lower() in "aeéèêiîoôuœ" else f"de {who}"


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

"""Sentences of a yearly report computed from its figures: a number, its difference with last year, no cause."""

from portal.ui import words

HIDDEN, NOTHING = "masqué", "sans objet"
PERCENT = "%"
SAME = {
    "mois",
    "fois",
    "jours-homme",
    "recours",
    "rendez-vous",
}  # units and words whose singular is the same


def singular(unit):
    """« organismes labellisés » → « organisme labellisé »."""
    return " ".join(one if one in SAME else one.removesuffix("s") for one in unit.split())


def amount(value, unit):
    """« 1 organisme », « 12,5 jours », « 64 % »."""
    if unit == PERCENT:
        return f"{_number(value)}{words.NBSP}%"
    return f"{_number(value)}{words.NBSP}{words.agreed(value, singular(unit), unit)}"


def shown_value(line):
    """The number of the year as every surface says it."""
    return _format_value(line.value, line.is_hidden, line.unit)


def shown_alone(line):
    """The same without its unit."""
    told = line.value is not None and not line.is_hidden
    return _number(line.value) if told else shown_value(line)


def shown_former(line):
    return _format_value(line.former_value, line.former_is_hidden, line.unit)


def change(line):
    """« +4 », « −2,5 », « = »; "" where one of the two numbers is not told."""
    gap = _gap(line)
    if gap is None:
        return ""
    sign = "+" if gap > 0 else ""
    return f"{sign}{_number(gap)}" if gap else "="


def tells(line):
    """Whether it counts something this year or the last."""
    return bool(line.is_hidden or line.value or line.former_value)


def proposed(lines, year):
    """A sentence a figure that tells something of these two years; one for all where none does."""
    telling = [line for line in lines if tells(line)]
    if lines and not telling:
        return [f"Rien à compter en {year}, ni en {year - 1}."]
    return [sentence(line, year) for line in telling]


def sentence(line, year):
    """« Organismes labellisés : 31 organismes, soit 4 organismes de plus qu’en 2024. »"""
    if line.is_hidden:
        return f"{line.name}{words.NBSP}: masqué, car il concerne moins de trois organismes."
    if line.value is None:
        return f"{line.name}{words.NBSP}: aucun cas en {year}."
    return f"{line.name}{words.NBSP}: {shown_value(line)}{_difference(line, year - 1)}."


def _difference(line, former):
    gap = _gap(line)
    if gap is None:
        return ""
    if not gap:
        return f", comme en {former}"
    more = "de plus" if gap > 0 else "de moins"
    unit = "points" if line.unit == PERCENT else line.unit
    return f", soit {amount(abs(gap), unit)} {more} qu’en {former}"


def _gap(line):
    if line.value is None or line.former_value is None:
        return None
    return round(line.value - line.former_value, 2)


def _format_value(value, is_hidden, unit):
    if is_hidden:
        return HIDDEN
    return NOTHING if value is None else amount(value, unit)


def _number(value):
    """Without a decimal that says nothing: « 31 », « 12,5 »."""
    value = round(value, 1)
    return words.number(int(value) if value == int(value) else value)

"""Sentences of the performance of the label, computed from its figures: a number, a difference, never a cause."""

from labelling.steering.performance.elements import UP
from labelling.steering.yearly_report.content.sentences import amount
from portal.ui import words

LONG_ENOUGH = 4  # known years before a value is said the highest, or the lowest, of all
GETS_BETTER, GETS_WORSE, STAYS = "better", "worse", "same"
TELLS = (
    (GETS_BETTER, "s’améliore", "s’améliorent"),
    (GETS_WORSE, "recule", "reculent"),
    (STAYS, "ne change pas", "ne changent pas"),
)


def known(years):
    """[(year, value, cases)] of the years that tell something."""
    return [one for one in years if one[1] is not None]


def no_case(years):
    return f"aucun cas depuis {years[0][0]}"


def counted_since(day):
    """Of a figure that no whole year was counted of yet."""
    if day is None:
        return "pas encore compté"
    return f"compté depuis le {words.day(day)}, pas encore sur une année entière"


def trend(name, unit, years, none=""):
    """`none` is said where no year tells anything.

    « Score moyen : 71,2 % en 2025, soit 2,1 points de plus qu’en 2024, le plus haut depuis 2019. »"""
    told = known(years)
    last = years[-1][0]
    if not told:
        return f"{name}\u00a0: {none or no_case(years)}."
    if told[-1][0] != last:
        return f"{name}\u00a0: aucun cas en {last}\u00a0; {amount(told[-1][1], unit)} en {told[-1][0]}."
    said = f"{name}\u00a0: {amount(told[-1][1], unit)} en {last}"
    gap = _difference(told, unit)
    if gap:
        said = f"{said}, {gap}" if gap.startswith("comme") else f"{said}, soit {gap}"
    return f"{said}{_record(told)}."


def change(unit, years, none=""):
    """Beside the name and the number: « 2,1 points de plus qu’en 2024, le plus haut depuis 2019 »."""
    told = known(years)
    if not told:
        return none or no_case(years)
    if told[-1][0] != years[-1][0]:
        return f"{amount(told[-1][1], unit)} en {told[-1][0]}"
    return f"{_difference(told, unit) or 'première année'}{_record(told)}"


def _difference(told, unit):
    if len(told) < 2:
        return ""
    (former, before, _), (_, now, _) = told[-2:]
    gap = round(now - before, 1)
    if not gap:
        return f"comme en {former}"
    points = "points" if unit == "%" else unit
    return f"{amount(abs(gap), points)} {'de plus' if gap > 0 else 'de moins'} qu’en {former}"


def _record(told):
    """Strictly above, or below, every other year."""
    *others, (_, now, _) = told
    values = [value for _, value, _ in others]
    if len(told) < LONG_ENOUGH:
        return ""
    since = others[0][0]
    if now > max(values):
        return f", le plus haut depuis {since}"
    return f", le plus bas depuis {since}" if now < min(values) else ""


def direction(better, unit, years, least):
    """Whether a figure gets better from the former year that it tells to the last one; "" where nobody can say.

    `least`: `elements.thresholds`; fewer cases say nothing, a smaller gap is none.
    """
    told = known(years)
    if not better or len(told) < 2 or told[-1][0] != years[-1][0]:
        return ""
    (_, before, of_before), (_, now, of_now) = told[-2:]
    if min(of_before, of_now) < least["cases"]:
        return ""
    gap = least["points"] if unit == "%" else abs(before) * least["share"] / 100
    if abs(now - before) <= gap:
        return STAYS
    return GETS_BETTER if (now > before) == (better == UP) else GETS_WORSE


def of_element(told, last):
    """« En 2025, 3 chiffres s’améliorent (…), 1 recule (…) et 2 ne changent pas (…). »; `told`: [(name, direction)]."""
    parts = []
    for code, one, many in TELLS:
        names = [name for name, way in told if way == code]
        if names:
            noun = "" if parts else f" {words.agreed(len(names), 'chiffre', 'chiffres')}"
            said = words.agreed(len(names), one, many)
            parts.append(f"{len(names)}{noun} {said} ({', '.join(names)})")
    if not parts:
        return f"Rien ne permet encore de comparer {last} à une année antérieure."
    return f"En {last}, {join_parts(parts)}."


def join_parts(parts):
    """« a, b et c »."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"


def around(before, after, gain):
    """Each is (value, how many organisms), of the same organisms."""
    many = before[1]
    if not many:
        return "Aucun organisme n’a encore un audit complet avant son premier label et un autre depuis."
    who = words.count(many, "organisme audité", "organismes audités")
    what = f"{amount(before[0], '%')} avant le premier label, {amount(after[0], '%')} depuis"
    return f"{who} avant et après\u00a0: {what}, soit {_gap(gain[0])}."


def _gap(value):
    if not value:
        return "aucun écart"
    return f"{amount(abs(value), 'points')} {'de plus' if value > 0 else 'de moins'}"


def back(told, last):
    """Of findings that come back in the year."""
    if not told["cases"]:
        return f"Aucun constat n’est revenu en {last} sur un critère déjà relevé chez le même organisme."
    many = words.count(told["cases"], "constat est revenu", "constats sont revenus")
    who = words.count(told["organisms"], "organisme", "organismes")
    return f"{many} en {last} sur un critère déjà relevé, chez {who}."


def gap_of_auditor(gap):
    """How far an auditor’s ratings stand from those of the others, in words."""
    if not gap:
        return "comme les autres"
    said = words.agreed(abs(gap), "point", "points")
    number = f"{abs(gap):.2f}".replace(".", ",")
    return f"{number}\u00a0{said} {'au-dessus' if gap > 0 else 'en dessous'} des autres"

"""Context of the pages of the cockpit: the parts that their reader may read, the cases of a number."""

from django.urls import reverse

from labelling.act_ledger.rules import reader as read_acts
from labelling.cockpit import late, months, quality, rules, sessions, silence, stages
from labelling.cockpit.cases import Listed, about, kept, page
from labelling.cockpit.drawing import road
from labelling.cockpit.facts import Facts
from labelling.figures.rules import reader as read_figures
from labelling.governance.models import Evolution
from labelling.governance.rules import follower
from labelling.governance.workflow import EVOLUTION
from labelling.organisms.rules import instructor
from labelling.performance.rules import reader as read_performance
from labelling.process_map.rules import reader as read_map
from portal.ui import words

MOST = 8  # rows of a part; its cases have them all
PARTS = (  # of the steering pages: word, page, who opens it
    ("État du label", "labelling:cockpit", rules.reader),
    ("Chiffres", "labelling:figure_list", read_figures),
    ("Cartographie", "labelling:process_map", read_map),
    ("Points", "labelling:points", read_map),
    ("Performance", "labelling:performance", read_performance),
    ("Actes", "labelling:act_ledger", read_acts),
    ("Bilans", "labelling:yearly_report_list", instructor),
    ("Gouvernance", "labelling:governance", follower),
)


def tabs(user, here):
    """The steering pages that a person opens, `here` being the name of the present one."""
    return [
        {"label": label, "url": reverse(name), "is_current": name == here}
        for label, name, rule in PARTS
        if rule(user, None)
    ]


def cockpit(user):
    """Whole for the office; the sessions to who prepares them; numbers alone, none too small, to the others."""
    facts, is_whole = Facts(), rules.whole(user, None)
    parts = {"is_whole": is_whole, "today": facts.today, "evolutions": _evolutions(user)}
    parts["tabs"] = tabs(user, "labelling:cockpit")
    if rules.figures_reader(user, None):
        stations = stages.stations(facts.waits, is_whole=is_whole)
        parts |= {"stations": stations, "road": road(stations)}
        parts |= {"months": months.months(facts, is_whole=is_whole)}
    if rules.sessions_reader(user, None):
        parts["sessions"] = sessions.sessions(facts, prepares=rules.preparer(user, None))
    return parts | (_office(facts) if is_whole else {})


def _office(facts):
    late_ones, silent = late.listed(facts), silence.listed(facts)
    lacks = [(one, len(quality.listed(facts, one).rows)) for one in quality.LACKS]
    return {
        "hands": stages.hands(facts.waits),
        "late": late_ones.rows[:MOST],
        "late_count": len(late_ones.rows),
        "silent": silent.rows[:MOST],
        "silent_count": len(silent.rows),
        "silent_meaning": silence.MEANING,
        "lacks": [(one, many, page("cockpit_cases", one.code)) for one, many in lacks if many],
        "is_complete": not any(many for _one, many in lacks),
    }


def _evolutions(user):
    """How many evolutions wait, for whoever follows them."""
    rows = Evolution.objects.visible_to(user).exclude(state__in=EVOLUTION.finals)
    return rows.count()


def listed(code):
    """The Listed of a code of the addresses, or None."""
    facts = Facts()
    if code in BY_CODE:
        return BY_CODE[code](facts)
    if code in quality.BY_CODE:
        return quality.listed(facts, quality.BY_CODE[code])
    if code.startswith("mois-"):
        return months.listed(facts, code.removeprefix("mois-"))
    return _of_hand(facts, code)


def _of_hand(facts, code):
    mine = [wait for wait in facts.waits if stages.hand_code(wait.hand) == code]
    if not mine:
        return None
    rows = (
        about(
            facts, wait.row.organism, stages.S(wait.row.state).label, wait.since,
            at=("dossier_detail", wait.row.reference),
        )
        for wait in mine
    )  # fmt: skip
    return Listed(
        f"Dossiers\u00a0: la main est {words.to(mine[0].hand)}",
        "dossiers ouverts qui attendent",
        kept(rows),
        "Depuis",
    )


BY_CODE = {"retard": late.listed, "silence": silence.listed}

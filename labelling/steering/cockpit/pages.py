"""Context of the pages of the cockpit: the board of its reader, the cases of a number."""

from django.urls import reverse

from labelling.committee.governance.models import Evolution
from labelling.committee.governance.rules import follower
from labelling.committee.governance.workflow import EVOLUTION
from labelling.parties.organisms.rules import instructor
from labelling.steering.act_ledger.rules import reader as read_acts
from labelling.steering.cockpit import delays, months, quality, rules, silence, stages
from labelling.steering.cockpit.board import board, share_of
from labelling.steering.cockpit.cases import CaseList, about, kept
from labelling.steering.cockpit.facts import Facts
from labelling.steering.figures.rules import reader as read_figures
from labelling.steering.performance.rules import reader as read_performance
from labelling.steering.process_map.rules import reader as read_map
from labelling.steering.process_map.rules import whole as read_points
from portal.ui import words

PARTS = (  # of the steering pages: word, page, who opens it
    ("État du label", "labelling:cockpit", rules.reader),
    ("Chiffres", "labelling:figure_list", read_figures),
    ("Cartographie", "labelling:process_map", read_map),
    ("Points", "labelling:points", read_points),
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
    drawn, read_at = board(share_of(user))
    return {
        "board": drawn,
        "today": words.as_date(read_at),
        "hour": words.hour(read_at),
        "evolutions": _evolutions(user),
        "tabs": tabs(user, "labelling:cockpit"),
    }


def _evolutions(user):
    """How many evolutions wait, for whoever follows them."""
    rows = Evolution.objects.visible_to(user).exclude(state__in=EVOLUTION.finals)
    return rows.count()


def list_cases(code):
    """The CaseList of a code of the addresses, or None."""
    facts = Facts()
    if code in BY_CODE:
        return BY_CODE[code](facts)
    if code in quality.BY_CODE:
        return quality.list_cases(facts, quality.BY_CODE[code])
    if code.startswith("mois-"):
        return months.list_cases(facts, code.removeprefix("mois-"))
    return _of_hand(facts, code)


def _of_hand(facts, code):
    mine = [wait for wait in facts.waits if stages.hand_code(wait.hand) == code]
    if not mine:
        return None
    rows = (
        about(
            facts,
            wait.row.organism,
            stages.S(wait.row.state).label,
            wait.since,
            at=("dossier_detail", wait.row.reference),
        )
        for wait in mine
    )
    return CaseList(
        f"Dossiers\u00a0: la main est {words.to(mine[0].hand)}",
        "dossiers ouverts qui attendent",
        kept(rows),
        "Depuis",
    )


BY_CODE = {"retard": delays.list_cases, "silence": silence.list_cases}

"""Factories of editions of the trophies in a given state, with candidates."""

from datetime import date

from observatory.trophies import actions
from observatory.trophies.models import TrophyEdition
from observatory.trophies.workflow import EDITION
from tests import factories
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice

OPENS, CLOSES = date(2026, 12, 1), date(2026, 12, 21)


def make_edition(by, *titles, year=2026):
    return actions.open_edition(
        year, by=by, opens_on=OPENS, closes_on=CLOSES, categories=titles or ("Proximité",)
    )


def make_candidate(category, **fields):
    """Of an organism of its own, labelled, proposed by its own member."""
    organism = factories.make_organism()
    make_label(organism)
    member = factories.make_member(organism)
    return actions.propose(category, make_practice(organism, "published", **fields), by=member)


def make_voting(by, many=3):
    """(edition, candidates): the vote is open."""
    edition = EDITION.fire(make_edition(by), "open_nominations", by=by)
    category = edition.categories.get()
    candidates = [make_candidate(category) for _ in range(many)]
    EDITION.fire(edition, "open_votes", by=by)
    return TrophyEdition.objects.get(), candidates


def member_of(candidate):
    return candidate.organism.memberships.order_by("pk").first().user

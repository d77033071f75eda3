"""What the pages of the observatory show, gathered with few queries."""

from django.db.models import Case, When
from django.urls import reverse

from labelling import public as labelling
from observatory.editing import WRITABLE
from observatory.forms import PARTS
from observatory.models import GoodPractice
from observatory.public import published_practices
from portal import journal
from portal.access import who_sees

ROWS = GoodPractice.objects.select_related("organism", "cover", "proposed_by")
FIRST = Case(When(state__in=("submitted", "changes_requested", "review_due"), then=0), default=1)


def address(**filters):
    return reverse("observatory:list", query={k: v for k, v in filters.items() if v})


def published(theme="", famille="", region=""):
    return published_practices(theme=theme, family=famille, region=region)


def listing(page, filters, titles):
    """`titles` of the themes by code, which the filter has read."""
    names = titles | dict(labelling.families()) | dict(labelling.regions())
    chips = [
        {
            "label": names.get(value, value),
            "url": address(**{n: v for n, v in filters.items() if n != name}),
        }
        for name, value in filters.items()
    ]
    return {
        "chips": chips,
        "rows": [{"practice": row, "themes": _titles(row, titles)} for row in page],
        "has_invented": any(row.is_demo for row in page),
    }


def _titles(practice, titles):
    return [titles[code] for code in practice.themes if code in titles]


def public(slug):
    """(practice, False) when published, (None, True) when it was withdrawn, else (None, False)."""
    practice = ROWS.filter(slug=slug).first()
    if practice is None:
        return None, False
    if practice.is_published:
        return practice, False
    return None, practice.state == "withdrawn" and practice.published_on is not None


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def sheet(practice):
    titles = dict(labelling.themes())
    return {
        "practice": practice,
        "themes": _titles(practice, titles),
        "figures": list(practice.indicators.all()),
        "objectives": lines(practice.objectives),
        "steps": lines(practice.steps),
        "partners": lines(practice.partners),
        "directory_url": labelling.directory_address(practice.organism),
    }


def may_open(user):
    return bool(labelling.memberships(user))


def may_rule_search(user):
    """Who opens the synonyms of the search."""
    return labelling.instructor(user, None)


def followed(user):
    """What somebody writes or reads again: their organism's, or all to the office."""
    rows = GoodPractice.objects.visible_to(user).select_related("organism")
    if not (labelling.instructor(user, None) or user.has_role("dircom")):
        rows = rows.filter(organism__in=labelling.memberships(user))
    return rows.order_by(FIRST, "-since_at", "-pk")


def space(practice, user):
    return sheet(practice) | {
        "offers": practice.workflow.offers(practice, user),
        "parts": parts(practice) if may_write(practice, user) else [],
        "entries": journal.of(practice)[:20],
        "seen": who_sees(practice),
    }


def may_write(practice, user):
    return labelling.member(user, practice) and practice.state in WRITABLE


def parts(practice, here=""):
    return [
        {
            "label": heading,
            "url": reverse("observatory:practice_part", args=[practice.reference, name]),
            "is_current": name == here,
        }
        for name, (heading, _) in PARTS.items()
    ]


def next_part(practice, part):
    """The form goes on to its next part; after the last, the record."""
    names = list(PARTS)
    rank = names.index(part) + 1
    if rank == len(names):
        return practice
    return reverse("observatory:practice_part", args=[practice.reference, names[rank]])

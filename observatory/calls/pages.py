"""Page contexts of calls."""

from labelling.public import memberships, themes
from observatory.calls import placeholders, recipients
from observatory.calls.models import ContributionCall
from observatory.practices.models import GoodPractice
from portal.access import who_sees
from portal.workflow import audit_log

STATES = dict(GoodPractice.State.choices)
SOURCES = {"audit": "dernier audit", "self": "auto-évaluation"}


def strength(user, slug, theme):
    """The strength of this organism and theme, if it may be called."""
    rows = recipients.to_call(user, theme)
    return next((one for one in rows if one["organism"].slug == slug), None)


def name_sources(rows):
    return [row | {"source_name": SOURCES[row["source"]]} for row in rows]


def outcomes(calls):
    """Each call with its theme in words, and what came of it."""
    titles = dict(themes())
    return [
        {
            "call": call,
            "theme": titles.get(call.theme, call.theme),
            "outcome": f"Fiche {STATES[call.outcome].lower()}" if call.outcome else "",
        }
        for call in calls
    ]


def call_page(call, user):
    return {
        "call": call,
        "theme": dict(themes()).get(call.theme, call.theme),
        "may_open": call.organism_id in memberships(user),
        "entries": audit_log.entries_of(call),
        "seen": who_sees(call),
    }


def preview(letter, organism, user):
    """The letter as this organism would read it: with its own strength, or with a marked example."""
    mine = (one for one in recipients.to_call(user) if one["organism"].pk == organism.pk)
    found = next(mine, None)
    example = {
        "organism": organism,
        "theme_title": "le thème de la fiche",
        "title": "le critère sur lequel il est fort",
    }
    shown = placeholders.fill_letter(letter, found or example, user)
    return shown | {"organism": organism, "is_example": found is None}


def sent_with(letter):
    return ContributionCall.objects.filter(letter__number=letter.number).count()

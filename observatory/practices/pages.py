"""Page contexts of practices, in few queries."""

from django.db.models import Case, When
from django.urls import reverse

from labelling import public as labelling
from observatory.practices import querysets, versions
from observatory.practices.actions import WRITABLE
from observatory.practices.forms import PARTS
from observatory.practices.invitations.models import PracticeInvitation
from observatory.practices.models import GoodPractice
from observatory.practices.pieces import actions
from observatory.practices.pieces.forms import FORMS, HEADINGS, NATURES
from observatory.practices.querysets import followed
from observatory.practices.review import listing
from observatory.practices.review import names as personal
from observatory.practices.rules import keeper, moderator, publisher, reviser
from observatory.practices.workflow import INNER
from observatory.practices.writing import durations, readability, steps
from portal.access import who_sees
from portal.web.submissions.edit_conflicts import stamp
from portal.workflow import audit_log

ROWS = GoodPractice.objects.select_related("organism", "cover", "card", "proposed_by")
FIRST = Case(When(state__in=("submitted", "changes_requested", "review_due"), then=0), default=1)

SECTIONS = {
    "chiffres": "Ce qui a changé, en chiffres",
    "depart": "Le point de départ",
    "vise": "Ce qui était visé",
    "methode": "Comment ils ont fait",
    "locataires": "La place des locataires",
    "resultats": "Ce que cela donne",
    "appris": "Ce qu’ils ont appris",
    "refaire": "Pour refaire chez vous",
    "images": "En images",
    "preuves": "Preuves et liens",
}
LEARNT = (
    ("difficulties", "Ce qui a résisté"),
    ("success_factors", "Ce qui a aidé"),
    ("points_of_vigilance", "Points de vigilance"),
)
ROW_BY_ROW = (("figures", "Chiffres"), ("pieces", "Images et documents"))


def _titles(practice, titles):
    return [titles[code] for code in practice.themes if code in titles]


def public(slug):
    """(practice, False) when published, (None, True) when withdrawn, else (None, False)."""
    practice = (
        GoodPractice.objects.select_related("organism", "cover", "card").filter(slug=slug).first()
    )
    if practice is None:
        return None, False
    if practice.is_published:
        return practice, False
    return None, practice.state == "withdrawn" and practice.published_on is not None


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def sheet(practice, reader=None):
    """Its content; files by the public URLs of the published practice, or by the private ones."""
    querysets.mark([practice])
    titles = dict(labelling.themes())
    is_labelled, address = labelling.label_and_address(practice.organism)
    rows = (
        practice.pieces.visible_to(reader) if reader else practice.pieces.filter(is_reserved=False)
    )
    pieces = list(rows.select_related("file"))
    for piece in pieces:
        piece.practice = practice
        piece.shown_at = piece.file.get_absolute_url() if reader and piece.file else piece.page_url
        piece.shown_avif = "" if reader else piece.page_avif_url
    return {
        "pictures": [one for one in pieces if one.is_picture],
        "others": [one for one in pieces if not one.is_picture and not one.is_reserved],
        "reserved": [one for one in pieces if one.is_reserved],
        "practice": practice,
        "themes": _titles(practice, titles),
        "figures": list(practice.indicators.all()),
        "objectives": lines(practice.objectives),
        "steps": lines(practice.steps),
        "partners": lines(practice.partners),
        "directory_url": address,
        "is_labelled": is_labelled,
        "learnt": [(label, getattr(practice, name)) for name, label in LEARNT],
    }


def outline(content):
    """[(id, title)] of the sections that the page of this content has, for its summary."""
    practice = content["practice"]
    there = {
        "chiffres": content["figures"],
        "depart": practice.context,
        "vise": content["objectives"],
        "methode": practice.description or content["steps"],
        "locataires": practice.tenants_role,
        "resultats": practice.results,
        "appris": any(text for _, text in content["learnt"]),
        "refaire": practice.reproduction,
        "images": len(content["pictures"]) > 1,
        "preuves": content["others"],
    }
    return [(name, title) for name, title in SECTIONS.items() if there[name]]


def may_open(user):
    return bool(labelling.memberships(user))


def may_rule_search(user):
    """Who edits the synonyms of the search."""
    return labelling.instructor(user, None)


def list_links(user):
    """Links of the list: new practice for members, invitations for whoever sends or receives them."""
    office = bool(labelling.instructor(user, None))
    return {
        "may_open": may_open(user),
        "may_invite": office,
        "may_rule_search": office,
        "has_invitations": office or PracticeInvitation.objects.visible_to(user).exists(),
    }


def read_list(user):
    """Those that wait first, then the latest."""
    rows = followed(user).select_related("organism")
    return rows.order_by(FIRST, "-since_at", "-pk")


def space(practice, user):
    offers = practice.workflow.offers(practice, user)
    context = sheet(practice, reader=user) | {
        "offers": [offer for offer in offers if offer.transition.name not in INNER],
        "parts": parts(practice) if may_write(practice, user) else [],
        "entries": list(audit_log.entries_of(practice.aggregate)[:20]),
        "seen": who_sees(practice),
        "reviews": list(practice.reviews.select_related("reader", "second_reader")),
        "may_review": keeper(user, practice),
    }
    context["is_asked"] = practice.is_to_confirm and context["may_review"]
    context["may_compare"] = len(context["reviews"]) > 1 or practice.is_edition
    context["why_withdrawn"] = _why_withdrawn(practice, context["entries"])
    context["motives"] = context["reviews"][0].reason_labels if context["reviews"] else []
    if practice.state == GoodPractice.State.SUBMITTED:
        context["place"] = listing.sentence(practice)
    return context | _for_writer(practice, user, context) | _for_reader(practice, user, context)


def _why_withdrawn(practice, entries):
    """The reason given on withdrawal, which no public page shows."""
    mine = (row for row in entries if (row.thing_id, row.act) == (practice.pk, "withdraw"))
    return next((row.reason for row in mine), "")


def _for_writer(practice, user, context):
    if context["parts"]:
        return {"progress": steps.sentence(practice), "suspects": personal.suspects(practice)}
    if not practice.is_published:
        return {}
    return {"edition": versions.under_way(practice), "may_revise": reviser(user, practice)}


def _for_reader(practice, user, context):
    """Help for reviewers: writing time, readability, possible personal data."""
    if not (moderator(user, practice) or publisher(user, practice)):
        return {}
    sent = context["reviews"][-1].submitted_at if context["reviews"] else None
    return {
        "has_review_aids": True,
        "time": durations.sentence(practice, sent),
        "readability": readability.measure(versions.whole_text(practice)),
        "suspects": personal.suspects(practice),
    }


def piece_list(practice):
    rows = list(practice.pieces.select_related("file"))
    first = next((row.pk for row in rows if row.is_picture), None)
    return {
        "practice": practice,
        "parts": parts(practice, "pieces"),
        "pieces": [
            {"piece": row, "is_first": row.pk == first, "is_top": not rank}
            for rank, row in enumerate(rows)
        ],
        "kinds": [(address, heading) for address, (_, heading, _) in FORMS.items()],
    }


def piece_page(practice, piece, kind):
    return {
        "practice": practice,
        "heading": HEADINGS[kind],
        "seen": stamp(piece, actions.FIELDS),
        "natures": NATURES[piece.kind] if kind == piece.kind else (),
    }


def may_write(practice, user):
    return labelling.member(user, practice) and practice.state in WRITABLE


def parts(practice, here=""):
    """Parts of the form, then the two pages that are saved row by row."""
    rows = [
        (heading, reverse("observatory:practice_part", args=[practice.reference, name]), name)
        for name, (heading, _) in PARTS.items()
    ]
    for name, heading in ROW_BY_ROW:
        url = reverse(f"observatory:practice_{name}", args=[practice.reference])
        rows.append((heading, url, name))
    return [
        {"label": heading, "url": url, "is_current": name == here} for heading, url, name in rows
    ]


def length():
    """How many parts a practice has, and about how many minutes it takes: measured, else estimated."""
    return {
        "part_count": len(PARTS) + len(ROW_BY_ROW),
        "minutes": durations.median_minutes() or steps.whole_minutes(),
    }


def next_part(practice, part):
    """The next part of the form; after the last, the figures."""
    names = list(PARTS)
    rank = names.index(part) + 1
    if rank == len(names):
        return reverse("observatory:practice_figures", args=[practice.reference])
    return reverse("observatory:practice_part", args=[practice.reference, names[rank]])

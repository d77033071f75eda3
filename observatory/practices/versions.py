"""Content of a practice: the fields that a new version copies and that reviewers compare."""

from django.db import transaction

from observatory.practices.actions import free_slug
from observatory.practices.models import UNDER_WAY, GoodPractice, PracticeIndicator
from observatory.practices.pieces.models import PracticePiece
from observatory.practices.rules import reviser
from portal.ui import words
from portal.workflow import Forbidden, acting

TOLD = (
    "title",
    "summary",
    "year_started",
    "maturity",
    "action_type",
    "budget_band",
    "context",
    "objectives",
    "description",
    "steps",
    "difficulties",
    "success_factors",
    "points_of_vigilance",
    "reproduction",
    "with_tenants",
    "tenants_role",
    "partners",
    "human_means",
    "timeline",
    "results",
    "themes",
    "criteria",
    "perimeters",
    "audience",
    "tags",
    "contact_function",
    "contact_email",
    "reuse_licence",
    "management_agreement_on",
)
NAMED = ("contact_name", "contact_consent_on")  # BR-86: never kept in a snapshot
COVER = ("cover", "card", "card_avif", "cover_alt", "image_rights")
FIELDS = (*TOLD, *NAMED, *COVER)
TEXTS = (
    "summary",
    "context",
    "objectives",
    "description",
    "steps",
    "difficulties",
    "success_factors",
    "points_of_vigilance",
    "reproduction",
    "tenants_role",
    "partners",
    "results",
)
FIGURE = ("order", "name", "before", "after", "unit", "measured_on", "source")
PIECE = (
    "order",
    "kind",
    "title",
    "file",
    "alt",
    "rights",
    "url",
    "subtitles",
    "is_reserved",
    "focus",
    *PracticePiece.SIZES,
)
LABELS = {name: GoodPractice._meta.get_field(name).verbose_name for name in TOLD} | {
    "figures": "chiffres avant et après",
    "pieces": "images, documents, liens",
    "reserved": "preuves réservées à la relecture",
}


def whole_text(practice):
    """All its text fields, joined."""
    return "\n".join(getattr(practice, name) for name in TEXTS)


def snapshot(practice):
    """{name: text} that reviewers read, in words, without the contact's name."""
    content = {name: _in_words(practice, name) for name in TOLD}
    content["figures"] = "\n".join(_figure(row) for row in practice.indicators.all())
    pieces = list(practice.pieces.select_related("file"))
    content["pieces"] = "\n".join(_piece(row) for row in pieces if not row.is_reserved)
    content["reserved"] = "\n".join(_piece(row) for row in pieces if row.is_reserved)
    return content


def _in_words(practice, name):
    value = getattr(practice, name)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return ", ".join(value)
    if GoodPractice._meta.get_field(name).choices:
        return str(getattr(practice, f"get_{name}_display")())
    if hasattr(value, "isoformat"):
        return words.day(value)
    return "" if value is None else str(value)


def _figure(row):
    before = "" if row.before is None else f"{words.number(row.before)} puis "
    said = f"{row.name}\u00a0: {before}{words.number(row.after)} {row.unit}"
    return f"{said}, {row.measured_on}, {row.source}"


def _piece(row):
    where = row.url or (row.file.name if row.file else "")
    more = ", ".join(filter(None, (row.rights, row.get_subtitles_display(), where)))
    return f"{row.get_kind_display()}\u00a0: {row}, {more}"


def take_over(practice, other):
    """Copy the content of `other` (fields, figures, pieces) into `practice`. The caller saves it."""
    for name in FIELDS:
        setattr(practice, name, getattr(other, name))
    for model, related, names in (
        (PracticeIndicator, "indicators", FIGURE),
        (PracticePiece, "pieces", PIECE),
    ):
        getattr(practice, related).all().delete()
        rows = getattr(other, related).order_by("order")
        model.objects.bulk_create(
            model(practice=practice, **{name: getattr(row, name) for name in names}) for row in rows
        )


NOT_YOURS = "Seul l’organisme ouvre une nouvelle version, d’une fiche publiée."
KEPT = ("organism", "origin", "is_demo")


def under_way(practice):
    """The new version being written or reviewed, or None."""
    return practice.editions.filter(state__in=UNDER_WAY).first()


@transaction.atomic
def open_edition(practice, *, by):
    """The version under way, created from the published practice when missing. Forbidden."""
    if not reviser(by, practice):
        raise Forbidden(NOT_YOURS)
    if found := under_way(practice):
        return found
    told = {"act": "open_edition", "sentence": "a ouvert une nouvelle version de la fiche"}
    with acting(practice, by=by, **told) as current:
        return under_way(current) or _make(current, by)


def _make(practice, by):
    number = practice.editions.count() + 2
    edition = GoodPractice.objects.create(
        reference=f"{practice.reference}-v{number}",
        slug=free_slug(f"{practice.slug} v{number}"),
        edition_of=practice,
        edition=practice.edition + 1,
        proposed_by=by,
        **{name: getattr(practice, name) for name in (*KEPT, "title")},
    )
    take_over(edition, practice)
    edition.save()
    return edition


def publish(edition, by, **_):
    """The published practice takes over the content of its new version, in the same transaction."""
    practice = edition.edition_of
    practice.workflow.fire(practice, "renew", by=by, edition=edition)


def drop(practice):
    """The practice is no longer published: its version under way is withdrawn."""
    if edition := under_way(practice):
        edition.workflow.fire(edition, "drop")

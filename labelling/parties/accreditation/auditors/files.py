"""Files of an accreditation: the CV, and the insurer's certificates."""

from django.db.models import Exists, OuterRef

from portal import documents

CV, CERTIFICATE = "cv", "insurance"  # kinds of stored files


def of_kind(accreditation, kind):
    """All versions of it, those that another has replaced included."""
    return documents.StoredFile.objects.of(accreditation).filter(kind=kind)


def has(kind):
    """Of the rows of a query of accreditations: whether each has one, without asking the key of their table."""
    owner = {"holder_type__app_label": "labelling", "holder_type__model": "auditoraccreditation"}
    rows = documents.StoredFile.objects.filter(holder_id=OuterRef("pk"), kind=kind, **owner)
    return Exists(rows)


def current(accreditation, kind):
    """The version that counts, or None."""
    return of_kind(accreditation, kind).current().first()


def all_current(accreditation):
    """{kind: the version that counts}, in one query."""
    return {one.kind: one for one in documents.StoredFile.objects.of(accreditation).current()}


def keep(accreditation, upload, kind, *, by, **facts):
    """The next version; the former one is replaced."""
    replaced = current(accreditation, kind)
    return documents.store(
        upload, holder=accreditation, by=by, kind=kind, replaces=replaced, **facts
    )

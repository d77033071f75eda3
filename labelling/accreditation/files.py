"""Files of an accreditation: the CV, and the insurer's certificates."""

from portal import documents

CV, CERTIFICATE = "cv", "insurance"  # kinds of stored files


def of_kind(accreditation, kind):
    """All versions of it, those that another has replaced included."""
    return documents.StoredFile.objects.of(accreditation).filter(kind=kind)


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

"""Writing of a large stock: its parts one after the other, inside of one transaction: nothing is seen before all is."""

from collections import Counter

from labelling.path.stock.files.comparing import FIELDS
from labelling.path.stock.files.issues import Status
from labelling.path.stock.imports.parts import rows_of
from labelling.path.stock.models import AXES, Rating, Residence
from portal.core import clock

AT_ONCE = 5_000  # keys of a statement
RATED = (*AXES, "index", "level")
NOTED = ("comment", "told_by", "rated_on")  # what a file tells beside
BLANK = {
    "homes": 0,
    "built_year": None,
    "is_qpv": False,
}  # of a residence that is new; else no text


def parts_of(stock_import, statuses, told):
    """The rows of each part; `told()` before each may stop it."""
    told()
    for rows in rows_of(stock_import, statuses):
        yield rows
        told()


def write_residences(parts, organism, named):
    """Counts of those created, updated, unchanged, absent, and the keys of the absent ones.

    Those are of the stock, and the file has not `named` them. A value that it leaves empty is that which is known.
    """
    known = organism.residences.values_list("code", "pk", "is_active", *FIELDS).iterator()
    known = {code: facts for code, *facts in known}
    absent = [pk for code, (pk, is_active, *_) in known.items() if is_active and code not in named]
    counts = Counter(created=0, updated=0, unchanged=0, absent=len(absent))
    for rows in parts:
        written = []
        for row in rows:
            _pk, was_active, *before = known.get(row["code"]) or (None, False)
            values = [_first(name, row, before) for name in FIELDS]
            is_new = row["code"] not in known
            is_same = was_active and values == before
            counts["created" if is_new else "unchanged" if is_same else "updated"] += 1
            if not is_same:
                facts = dict(zip(FIELDS, values, strict=True))
                written.append(Residence(organism=organism, code=row["code"], **facts))
        Residence.objects.bulk_create(
            written,
            update_conflicts=True,
            unique_fields=["organism", "code"],
            update_fields=[*FIELDS, "is_active"],
        )
    return dict(counts), absent


def _first(name, row, before):
    """What the file says, else what is known, else nothing."""
    if row[name] is not None:
        return row[name]
    return before[FIELDS.index(name)] if before else BLANK.get(name, "")


def leave(keys):
    """These residences are out of the stock."""
    for start in range(0, len(keys), AT_ONCE):
        Residence.objects.filter(pk__in=keys[start : start + AT_ONCE]).update(is_active=False)


def write_ratings(parts, dossier, *, by):
    """How many residences are rated; those that left the stock since the reading are not."""
    held = dossier.organism.residences.filter(is_active=True).values_list("code", "pk").iterator()
    held = {code.upper(): pk for code, pk in held}
    rated, comments = 0, comments_of(dossier)
    for rows in parts:
        ratings = [
            Rating(
                dossier=dossier,
                residence_id=held[row["code"].upper()],
                rated_by=by,
                rated_at=clock.now(),
                **{name: row[name] for name in RATED},
                **told_notes(comments, held[row["code"].upper()], notes_of(row)),
            )
            for row in rows
            if row["index"] is not None and row["code"].upper() in held
        ]
        rated += len(ratings)
        Rating.objects.bulk_create(
            ratings,
            update_conflicts=True,
            unique_fields=["dossier", "residence"],
            update_fields=[*RATED, *NOTED, "rated_by", "rated_at"],
        )
    return rated


def notes_of(row):
    """What a row of a file tells beside the axes."""
    return {
        "comment": row.get("comment") or "",
        "told_by": row.get("rated_by") or "",
        "rated_on": row.get("rated_on"),
    }


def comments_of(dossier):
    """{residence: comment} of its ratings that have one."""
    return dict(dossier.ratings.exclude(comment="").values_list("residence_id", "comment"))


def told_notes(comments, residence, notes):
    """A file that comments nothing leaves the comment that is known; who rated, and when, are those of this rating."""
    return notes | {"comment": notes["comment"] or comments.get(residence, "")}


def statuses_of(with_doubtful):
    sure = [Status.OK.value, Status.CORRECTED.value]
    return [*sure, Status.WARNING.value] if with_doubtful else sure

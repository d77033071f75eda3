"""Writes the stock: confirmed imports and ratings, never before a person says so."""

from django.db.models import Max

from labelling.organisms.rules import member
from labelling.stock import rating
from labelling.stock.models import AXES, Rating, Residence, StockImport
from portal import clock
from portal.workflow import Forbidden, Problem, Refused, acting

EDITABLE = ("registered", "diagnosis", "preparation")
FIELDS = ("name", "address", "postcode", "insee", "homes", "built_year", "is_qpv", "agency")


def may_write(dossier, by):
    """Only a member of the organism, before the audit; Refused says which of the two fails."""
    if not member(by, dossier):
        raise Forbidden(
            Problem("forbidden", "Seul un membre de l’organisme peut modifier le patrimoine.")
        )
    if dossier.state not in EDITABLE:
        sentence = "Le patrimoine se note entre la recevabilité et l’ouverture de l’audit."
        raise Refused(Problem("state", sentence))


def keep_report(dossier, name, report, *, by):
    """A read and checked file, to be confirmed: nothing is written to the stock yet."""
    may_write(dossier, by)
    with acting(dossier, by=by, act="stock_preview", sentence=f"a fait lire le fichier « {name} »"):
        last = dossier.stock_imports.aggregate(last=Max("number"))["last"] or 0
        return StockImport.objects.create(
            dossier=dossier, number=last + 1, name=name, report=report, by=by, at=clock.now()
        )


def write_residences(dossier, rows, *, by):
    """Create or update residences by code; returns {"created": n, "updated": n, "unchanged": n}."""
    may_write(dossier, by)
    known = {r.code: r for r in dossier.organism.residences.all()}
    new, changed, same = [], [], 0
    for row in rows:
        values = {name: row[name] for name in FIELDS if row.get(name) is not None}
        residence = known.get(row["code"])
        if residence is None:
            new.append(Residence(organism=dossier.organism, code=row["code"], **values))
        elif _differs(residence, values):
            changed.append(residence)
        else:
            same += 1
    said = f"a importé le patrimoine : {len(new)} résidences créées, {len(changed)} mises à jour"
    with acting(dossier, by=by, act="stock_import", sentence=said):
        Residence.objects.bulk_create(new, batch_size=2000)
        Residence.objects.bulk_update(changed, [*FIELDS, "is_active"], batch_size=500)
    return {"created": len(new), "updated": len(changed), "unchanged": same}


def _differs(residence, values):
    before = {name: getattr(residence, name) for name in values}
    differs = before != values or not residence.is_active
    for name, value in values.items():
        setattr(residence, name, value)
    residence.is_active = True
    return differs


def rate(dossier, values, *, by):
    """`values`: {residence: five axes 0 to 4}. The index and level follow (label.md §10)."""
    may_write(dossier, by)
    rows = []
    for residence, axes in values.items():
        result = rating.rate(axes)
        rows.append(
            Rating(
                dossier=dossier,
                residence=residence,
                index=result.index,
                level=result.level.value,
                rated_by=by,
                rated_at=clock.now(),
                **dict(zip(AXES, axes, strict=True)),
            )
        )
    said = "a noté une résidence" if len(rows) == 1 else f"a noté {len(rows)} résidences"
    with acting(dossier, by=by, act="stock_rate", sentence=said):
        Rating.objects.bulk_create(
            rows,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["dossier", "residence"],
            update_fields=[*AXES, "index", "level", "rated_by", "rated_at"],
        )
    return rows

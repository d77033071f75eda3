"""Actions on the stock: confirmed imports and ratings."""

from django.db import transaction
from django.db.models import Max

from labelling.parties.framework.binding import current_framework
from labelling.path.dossiers.parts.preparation import PreparedPart
from labelling.path.stock import scores, towns
from labelling.path.stock.files.comparing import FIELDS, compare
from labelling.path.stock.files.words import NO_TOWN, Doubt
from labelling.path.stock.imports import writing
from labelling.path.stock.models import AXES, Rating, Residence, StockImport
from labelling.path.stock.search_sources import index_written
from portal.core import clock
from portal.ui import words
from portal.web.submissions.edit_conflicts import refuse_if_changed, stamp
from portal.workflow import Problem, Refused, acting

PART = PreparedPart(
    "Seul un membre de l’organisme peut modifier le patrimoine.",
    "Le patrimoine se note entre la recevabilité et l’ouverture de l’audit.",
)
closed, may_write = PART.closed, PART.may_write
SHOWN = (*FIELDS, "is_active")  # of a residence
RATED = (*AXES, "comment")  # what is typed of a rating


def status_of(report):
    """Where an import stands with this report: read or not, something to import or not."""
    if "read" not in report:
        return StockImport.State.READING
    return StockImport.State.EMPTY if report.get("is_empty") else StockImport.State.PREVIEWED


def keep_report(dossier, name, report, file=None, *, by):
    """A file read and checked, to be confirmed, or left to the worker: nothing is written to the stock yet."""
    may_write(dossier, by)
    status = status_of(report)
    is_left = status == StockImport.State.READING
    said = f"{'a envoyé' if is_left else 'a fait lire'} le fichier «\u00a0{name}\u00a0»"
    with acting(dossier, by=by, act="stock_preview", sentence=said) as current:
        may_write(current, by)
        last = dossier.stock_imports.aggregate(last=Max("number"))["last"] or 0
        return StockImport.objects.create(
            dossier=dossier,
            number=last + 1,
            name=name,
            report=report,
            file=file,
            status=status,
            asked_at=clock.now() if is_left else None,
            by=by,
            at=clock.now(),
        )


def write_residences(dossier, rows, *, by, named=(), remove_absent=False):
    """Create or update residences by code; gives the counts of comparing.Comparison, and the keys that left."""
    may_write(dossier, by)
    data = {}
    with acting(
        dossier, by=by, act="stock_import", sentence="a importé le patrimoine", data=data
    ) as current:
        may_write(current, by)
        known = {r.code: r for r in Residence.objects.filter(organism=dossier.organism_id)}
        found = compare(known.values(), rows, named)
        organism = dossier.organism
        new = [Residence(organism=organism, code=c, **values) for c, values in found.new.items()]
        changed = [_changed(known[code], values) for code, values in found.changed.items()]
        Residence.objects.bulk_create(new, batch_size=2000)
        Residence.objects.bulk_update(changed, [*FIELDS, "is_active"], batch_size=500)
        index_written(organism.residences.filter(code__in=[*found.new, *found.changed]))
        gone = [residence.pk for residence in found.absent] if remove_absent else []
        Residence.objects.filter(pk__in=gone).update(is_active=False)
        towns.follow(organism)
        data |= found.counts | {"removed": len(gone)}
    return data, gone


def correct_residences(dossier, values, *, by):
    """`values`: {residence as it was read: what changes of it}; Stale where somebody has changed one since."""
    may_write(dossier, by)
    many = words.count(len(values), "résidence", "résidences")
    data = {"updated": len(values), "codes": [one.code for one in values]}
    said = f"a corrigé {many} du patrimoine par un tableau"
    with acting(dossier, by=by, act="stock_correct", sentence=said, data=data) as current:
        may_write(current, by)
        rows = current.organism.residences.in_bulk([one.pk for one in values])
        for one, changes in values.items():
            refuse_if_changed(rows[one.pk], SHOWN, stamp(one, SHOWN))
            _changed(rows[one.pk], changes)
        Residence.objects.bulk_update(rows.values(), FIELDS, batch_size=500)
        index_written(Residence.objects.filter(pk__in=rows))
        towns.follow(current.organism)
    return data


def _changed(residence, values):
    for name, value in (values | {"is_active": True}).items():
        setattr(residence, name, value)
    return residence


def write_parts(dossier, stock_import, statuses, *, by, named, remove_absent, told):
    """write_residences for the lines of a large file that have one of these statuses; `told()` at each part."""
    data = {}
    with acting(
        dossier, by=by, act="stock_import", sentence="a importé le patrimoine", data=data
    ) as current:
        may_write(current, by)
        told_rows = writing.parts_of(stock_import, statuses, told)
        counts, absent = writing.write_residences(told_rows, dossier.organism, named)
        gone = absent if remove_absent else []
        writing.leave(gone)
        towns.follow(dossier.organism)
        data |= counts | {"removed": len(gone)}
    return data, gone


def rate_parts(dossier, stock_import, statuses, *, by, told):
    """The ratings of a large file, whose index and level were computed when it was read; gives their number."""
    data = {}
    said = "a noté les résidences de son fichier"
    with acting(dossier, by=by, act="stock_rate", sentence=said, data=data) as current:
        may_write(current, by)
        told_rows = writing.parts_of(stock_import, statuses, told)
        data["rated"] = writing.write_ratings(told_rows, dossier, by=by)
    return data["rated"]


def set_in_stock(dossier, residence, is_active, *, by):
    """A residence sold or pulled down leaves the stock; its past ratings stay."""
    may_write(dossier, by)
    said = "a remis" if is_active else "a retiré"
    sentence = f"{said} la résidence {residence.code} {'dans le' if is_active else 'du'} patrimoine"
    with acting(dossier, by=by, act="stock_scope", sentence=sentence) as current:
        may_write(current, by)
        Residence.objects.filter(pk=residence.pk).update(is_active=is_active)
        towns.follow(current.organism)


def settle_towns(dossier, answers, *, by):
    """Say which commune places to confirm are, {Doubt.key: Insee code}; gives how many residences that is."""
    may_write(dossier, by)
    data = {"many": 0}
    said = "a confirmé des communes du patrimoine"
    with acting(dossier, by=by, act="stock_towns", sentence=said, data=data) as current:
        may_write(current, by)
        for town in towns.to_confirm(current.organism):
            code = answers.get(Doubt(town).key, NO_TOWN)
            if code == NO_TOWN:
                continue
            rows = current.organism.residences.filter(insee="", town=town)
            keys = list(rows.values_list("pk", flat=True))
            data["many"] += rows.update(insee=code)
            index_written(Residence.objects.filter(pk__in=keys))
        if not data["many"]:
            raise Refused(Problem("nothing", "Aucune commune n’est choisie."))
        towns.follow(current.organism)
    return data["many"]


def rate(dossier, values, *, by, seen=None, notes=None):
    """`values`: {residence: five axes 0 to 4}. The index and level follow.

    `notes`: {residence: what a file tells beside}; a comment typed here is seen whole, and replaces that of before.
    """
    may_write(dossier, by)
    scale = scale_of(dossier)
    rows = [_rating(dossier, one, axes, scale, by) for one, axes in values.items()]
    comments = writing.comments_of(dossier) if seen is None else {}
    for row in rows:
        told = (notes or {}).get(row.residence, writing.notes_of({}))
        for name, value in writing.told_notes(comments, row.residence_id, told).items():
            setattr(row, name, value)
    said = f"a noté {words.count(len(rows), 'résidence', 'résidences')}"
    with acting(dossier, by=by, act="stock_rate", sentence=said) as current:
        may_write(current, by)
        if seen is not None:
            known = Rating.objects.filter(dossier=dossier, residence__in=values).first()
            refuse_if_changed(known, RATED, seen)
        Rating.objects.bulk_create(
            rows,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["dossier", "residence"],
            update_fields=[*writing.RATED, *writing.NOTED, "rated_by", "rated_at"],
        )
    return rows


def scale_of(dossier):
    """By the cadre bound to the dossier; before its registration, by the one in force (BR-08)."""
    return scores.Scale.of(dossier.framework or current_framework())


def _rating(dossier, residence, axes, scale, by):
    result = scores.rate(axes, scale)
    return Rating(
        dossier=dossier,
        residence=residence,
        index=result.index,
        level=result.level.value,
        rated_by=by,
        rated_at=clock.now(),
        **dict(zip(AXES, axes, strict=True)),
    )


def goes_with(dossier, keys):
    """Sentences: the ratings and the actions of the plan that no longer count once these residences are gone."""
    gone = set(keys)
    rated = gone.intersection(dossier.ratings.values_list("residence_id", flat=True))
    planned = dossier.actions.exclude(progress="dropped").values_list("residence_id", "number")
    numbers = [str(number) for residence, number in planned if residence in gone]
    said = []
    if rated:
        ratings = words.count(len(rated), "cotation ne compte plus", "cotations ne comptent plus")
        kept = words.agreed(
            len(rated),
            "gardée avec la résidence, elle revient avec elle.",
            "gardées avec les résidences, elles reviennent avec elles.",
        )
        said.append(f"{ratings}\u00a0: {kept}")
    if numbers:
        number = words.agreed(len(numbers), "L’action", "Les actions")
        said.append(
            f"{number} {', '.join(numbers)} du plan {words.agreed(len(numbers), 'reste', 'restent')} sans résidence"
            " au patrimoine\u00a0: à changer ou à abandonner avant de valider le plan."
        )
    return said


def taken_out(stock_import):
    """The keys of the residences that this import took out of the stock and that may come back."""
    return stock_import.report.get("removed", [])


def why_not_undone(stock_import):
    """Why they do not come back together, or "": another file was imported since."""
    later = stock_import.dossier.stock_imports.filter(
        number__gt=stock_import.number, status=StockImport.State.CONFIRMED
    )
    if later.exists():
        return "Un autre fichier a été importé depuis\u00a0: remettez chaque résidence par sa page."
    return ""


def put_back(stock_import, *, by):
    """Undo what an import took out of the stock, as long as nothing was imported upon it."""
    dossier = stock_import.dossier
    may_write(dossier, by)
    with transaction.atomic():
        current = StockImport.objects.select_for_update().get(pk=stock_import.pk)
        current.dossier = dossier
        if why := why_not_undone(current):
            raise Refused(Problem("outrun", why))
        keys = taken_out(current)
        many = words.count(len(keys), "résidence retirée", "résidences retirées")
        said = f"a remis dans le patrimoine {many} par l’import {current.number}"
        if keys:
            with acting(dossier, by=by, act="stock_scope", sentence=said) as locked:
                may_write(locked, by)
                Residence.objects.filter(pk__in=keys).update(is_active=True)
                towns.follow(dossier.organism)
            current.report["removed"] = []
            current.save(update_fields=["report"])
    return len(keys)

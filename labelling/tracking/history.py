"""What an import brought, and the journal of it: read after a taking back too, where nothing else shows it."""

from labelling.tracking.taking_back import MODELS, TOLD
from portal.workflow import audit_log


def entries(tracking_import):
    """The lines of the journal of all that it brought, latest first."""
    found = audit_log.entries_of(tracking_import).values("pk")
    for model in TOLD:
        rows = model._base_manager.filter(taken_from=tracking_import).values("pk")
        kind = model._meta.label_lower
        found = found.union(
            audit_log.Entry.objects.filter(aggregate_type=kind, aggregate_id__in=rows)
            .order_by()
            .values("pk")
        )
    return audit_log.Entry.objects.filter(pk__in=found).order_by("-at", "-pk")


def counts(tracking_import):
    """[(« Dossiers », how many)] of what it brought, marks and all."""
    rows = [(model, things(tracking_import, model).count()) for model in MODELS]
    found = [(_plural(model), many) for model, many in rows if many]
    taken = sum(len(one["facts"]) for one in tracking_import.corrected)
    return [*found, ("Faits pris du fichier", taken)] if taken else found


def _plural(model):
    said = str(model._meta.verbose_name_plural)
    return said[:1].upper() + said[1:]


def things(tracking_import, model):
    """What it brought of a model, marks and all."""
    return model._base_manager.filter(taken_from=tracking_import).order_by("pk")

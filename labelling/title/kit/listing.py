"""Register of downloads as the Dircom reads it: lines, counts, table (BR-79)."""

import csv
from io import StringIO

from django.db.models import Count

from labelling.title.kit.models import AssetDownload
from portal.core.csv_sheets import safe

COLUMNS = {
    "date": lambda one: one.at.isoformat(timespec="seconds"),
    "ressource": lambda one: one.version.asset.name if one.version else "",
    "version": lambda one: one.version.number if one.version else "",
    "modele": lambda one: one.template,
    "format": lambda one: one.form,
    "variante": lambda one: one.get_variant_display(),
    "organisme": lambda one: one.organism.name if one.organism else "",
    "personne": lambda one: str(one.user) if one.user else "",
    "conservation": lambda one: one.keep_until_on.isoformat(),
}


def lines(filters):
    """Lines of the register, the latest first, narrowed by the form's values."""
    names = {
        "asset": "version__asset",
        "organism": "organism",
        "since": "at__date__gte",
        "until": "at__date__lte",
    }
    rows = AssetDownload.objects.select_related("version__asset", "organism", "user")
    return rows.filter(**{names[name]: value for name, value in filters.items() if value})


def by_organism(rows, many=10):
    """[(name, how many)] of the organisms that took most."""
    found = rows.exclude(organism=None).order_by().values_list("organism__name")
    return list(found.annotate(many=Count("pk")).order_by("-many", "organism__name__french")[:many])


def by_asset(rows, many=10):
    """[(name, how many)] of the resources most taken, composed documents under their template."""
    found = rows.order_by().values_list("version__asset__name", "template")
    found = found.annotate(many=Count("pk")).order_by("-many")[:many]
    return [(name or f"Modèle « {template} »", many) for name, template, many in found]


def table(rows):
    """UTF-8 with BOM and semicolons, as the directory's; nothing that a spreadsheet would run."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe(read(one)) for read in COLUMNS.values()] for one in rows.iterator())
    return "\ufeff" + out.getvalue()

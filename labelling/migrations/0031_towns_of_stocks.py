"""Towns of the stocks that were imported before they were recorded."""

from django.db import migrations

AT_ONCE = 2000


def fill(apps, schema_editor):
    """As they are written in the stock: the next act on it tells the communes of today."""
    residence, town = (apps.get_model("labelling", name) for name in ("Residence", "OrganismTown"))
    alias = schema_editor.connection.alias
    rows = residence._base_manager.using(alias).filter(is_active=True).exclude(insee="").order_by()
    pairs = rows.values_list("organism_id", "insee").distinct()
    town._base_manager.using(alias).bulk_create(
        [town(organism_id=key, insee=insee, source="stock") for key, insee in pairs],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("labelling", "0030_organism_towns")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

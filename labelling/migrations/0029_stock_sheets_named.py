from django.db import migrations


def name_sheets(apps, _editor):
    """A report names the sheets that it read: each kept before has one."""
    for one in apps.get_model("labelling", "StockImport").objects.iterator(chunk_size=1):
        read = one.report.get("read", {})
        if "sheets" not in read and "columns" in read:
            sheet = {"name": read.pop("sheet")}
            sheet |= {key: read.pop(key) for key in ("header_row", "columns")}
            one.report["read"] = read | {"sheets": [sheet], "lists": []}
            one.save(update_fields=["report"])


class Migration(migrations.Migration):

    dependencies = [
        ('labelling', '0028_large_stock'),
    ]

    operations = [
        migrations.RunPython(name_sheets, migrations.RunPython.noop, elidable=True),
    ]

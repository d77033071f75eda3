"""The pictures of the public practices go, and the function that read them by the index on PostgreSQL."""

from django.db import migrations


def drop_function(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS observatory_sheets(tsquery)")


class Migration(migrations.Migration):
    dependencies = [("observatory", "0010_picture")]

    operations = [
        migrations.RunPython(drop_function, migrations.RunPython.noop),
        migrations.DeleteModel(name="PictureList"),
        migrations.DeleteModel(name="ShelfPicture"),
    ]

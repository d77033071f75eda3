"""The journal refuses changes and deletions; the shared cache has its table."""

from django.db import migrations

from portal.cache import table
from portal.workflow import audit_triggers


def install(_apps, schema_editor):
    audit_triggers.install(schema_editor.connection)


def remove(_apps, schema_editor):
    audit_triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]
    operations = [
        migrations.RunPython(install, remove),
        migrations.RunPython(table.create, table.drop),
    ]

"""A licence never ends after its label, even through the database (BR-80)."""

from django.db import migrations

from labelling.licences import triggers


def install(_apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(_apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("labelling", "0007_licences_and_proofs")]
    operations = [migrations.RunPython(install, remove)]

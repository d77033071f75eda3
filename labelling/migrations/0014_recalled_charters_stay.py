"""A published charter or règlement d’usage may be recalled before its day, and changes in nothing else."""

from django.db import migrations

from labelling.brand import triggers


def install(_apps, schema_editor):
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("labelling", "0013_usage_sentences_and_recalls")]
    operations = [migrations.RunPython(install, install)]

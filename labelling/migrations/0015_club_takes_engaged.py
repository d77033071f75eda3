"""The rules say whether the club takes engaged organisms; their triggers watch the new column."""

from django.db import migrations, models

from labelling.framework import triggers


def install(_apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(_apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("labelling", "0014_recalled_charters_stay"),
    ]

    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name="labelrulesversion",
            name="club_takes_engaged",
            field=models.BooleanField(default=False, verbose_name="le club prend les engagés"),
        ),
        migrations.RunPython(install, remove),
    ]

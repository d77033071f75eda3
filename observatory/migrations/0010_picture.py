"""Pictures of the shelf; on PostgreSQL, lists of sheets that come by the index, one value a list."""

import django.db.models.deletion
from django.db import migrations, models

import portal.core.clock
from observatory.search import texts


def install(_apps, schema_editor):
    texts.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("observatory", "0009_steer"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShelfPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "taken_at",
                    models.DateTimeField(default=portal.core.clock.now, verbose_name="prise le"),
                ),
                ("practices", models.BinaryField(verbose_name="numéros des fiches, à leur place")),
                ("marks", models.BinaryField(verbose_name="marques des fiches, à leur place")),
                ("names", models.TextField(verbose_name="noms et longueurs des ensembles")),
                ("sets", models.BinaryField(verbose_name="ensembles bout à bout")),
                (
                    "paired",
                    models.JSONField(
                        default=dict,
                        verbose_name="racines dont les suites sont listées, par champ",
                    ),
                ),
            ],
            options={
                "verbose_name": "image de l’observatoire",
                "verbose_name_plural": "images de l’observatoire",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="PictureList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="champ et racines")),
                ("sheets", models.BinaryField(verbose_name="fiches")),
                (
                    "picture",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lists",
                        to="observatory.shelfpicture",
                        verbose_name="image",
                    ),
                ),
            ],
            options={
                "verbose_name": "liste de l’image",
                "verbose_name_plural": "listes de l’image",
                "ordering": ("picture", "name"),
                "constraints": [
                    models.UniqueConstraint(fields=("picture", "name"), name="picture_list_once")
                ],
            },
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]

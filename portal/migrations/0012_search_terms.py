"""The index of the members' search."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0011_messages_by_day")]

    operations = [
        migrations.CreateModel(
            name="SearchTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="nature")),
                ("key", models.BigIntegerField(verbose_name="numéro")),
                ("term", models.CharField(max_length=40, verbose_name="racine ou référence")),
            ],
            options={
                "verbose_name": "mot cherché par les membres",
                "verbose_name_plural": "mots cherchés par les membres",
                "indexes": [models.Index(fields=["kind", "key"], name="search_term_of_thing")],
                "constraints": [
                    models.UniqueConstraint(fields=("term", "kind", "key"), name="search_term_once")
                ],
            },
        ),
    ]

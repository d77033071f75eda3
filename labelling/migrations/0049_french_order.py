"""Names of lists sorted in French, the accents with their letters."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("labelling", "0048_hearings_running"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="auditor",
            options={"ordering": ("user__last_name__french",), "verbose_name": "auditeur"},
        ),
        migrations.AlterModelOptions(
            name="brandasset",
            options={
                "ordering": ("order", "name__french", "pk"),
                "verbose_name": "ressource du kit",
                "verbose_name_plural": "ressources du kit",
            },
        ),
        migrations.AlterModelOptions(
            name="membership",
            options={
                "ordering": ("user__last_name__french",),
                "verbose_name": "membre d’un organisme",
                "verbose_name_plural": "membres des organismes",
            },
        ),
        migrations.AlterModelOptions(
            name="organism",
            options={"ordering": ("name__french",), "verbose_name": "organisme"},
        ),
        migrations.AlterModelOptions(
            name="residence",
            options={"ordering": ("name__french", "code"), "verbose_name": "résidence"},
        ),
        migrations.AlterModelOptions(
            name="satisfactionresult",
            options={
                "ordering": ("-survey__year", "organism__name__french"),
                "verbose_name": "résultat d’enquête de satisfaction",
                "verbose_name_plural": "résultats d’enquêtes de satisfaction",
            },
        ),
        migrations.AlterModelOptions(
            name="savedview",
            options={
                "ordering": ("name__french", "pk"),
                "verbose_name": "vue du suivi",
                "verbose_name_plural": "vues du suivi",
            },
        ),
        migrations.AlterModelOptions(
            name="trademark",
            options={"ordering": ("name__french",), "verbose_name": "marque"},
        ),
    ]

"""Names of lists sorted in French, the accents with their letters."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0002_satisfaction_of_organisms"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="documentreading",
            options={
                "ordering": ("person__last_name__french", "pk"),
                "verbose_name": "lecture d’un document",
                "verbose_name_plural": "lectures des documents",
            },
        ),
        migrations.AlterModelOptions(
            name="faqentry",
            options={
                "ordering": ("title__french", "pk"),
                "verbose_name": "entrée de la FAQ",
                "verbose_name_plural": "entrées de la FAQ",
            },
        ),
        migrations.AlterModelOptions(
            name="profile",
            options={
                "ordering": ("person__last_name__french", "person__first_name__french", "pk"),
                "verbose_name": "profil de membre",
                "verbose_name_plural": "profils de membres",
            },
        ),
        migrations.AlterModelOptions(
            name="publicquestion",
            options={
                "ordering": ("title__french", "pk"),
                "verbose_name": "question publique",
                "verbose_name_plural": "questions publiques",
            },
        ),
        migrations.AlterModelOptions(
            name="space",
            options={"ordering": ("kind", "name__french"), "verbose_name": "espace"},
        ),
        migrations.AlterModelOptions(
            name="spacedocument",
            options={
                "ordering": ("folder", "title__french", "pk"),
                "verbose_name": "document d’un espace",
                "verbose_name_plural": "documents des espaces",
            },
        ),
        migrations.AlterModelOptions(
            name="spacemember",
            options={
                "ordering": ("person__last_name__french", "pk"),
                "verbose_name": "personne d’un espace",
                "verbose_name_plural": "personnes des espaces",
            },
        ),
        migrations.AlterModelOptions(
            name="spacepage",
            options={
                "ordering": ("rank", "title__french", "pk"),
                "verbose_name": "page d’un espace",
                "verbose_name_plural": "pages des espaces",
            },
        ),
    ]

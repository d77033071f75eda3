"""Names of lists sorted in French, the accents with their letters."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0010_page_finding_kinds"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="newstopic",
            options={
                "ordering": ("order", "name__french"),
                "verbose_name": "sujet d’actualité",
                "verbose_name_plural": "sujets d’actualité",
            },
        ),
    ]

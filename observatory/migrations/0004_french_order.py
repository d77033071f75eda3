"""Names of lists sorted in French, the accents with their letters."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("observatory", "0003_pictures_in_avif"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="collection",
            options={
                "ordering": ("title__french", "pk"),
                "verbose_name": "collection de pratiques",
                "verbose_name_plural": "collections de pratiques",
            },
        ),
    ]

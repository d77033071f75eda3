"""Names of lists sorted in French, the accents with their letters."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0018_role_until_a_day"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "ordering": ("last_name__french", "first_name__french"),
                "verbose_name": "personne",
                "verbose_name_plural": "personnes",
            },
        ),
    ]

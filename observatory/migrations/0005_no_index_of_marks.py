"""Marks of the search entries are read with all the rest of them: their index is read no more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("observatory", "0004_french_order"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="practiceentry", name="practice_entry_mark"),
    ]

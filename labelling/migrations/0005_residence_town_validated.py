"""The constraint on the town of a residence, added without looking at its rows, holds for those of before too."""

from django.db import migrations

from portal.schema.operations import ValidateConstraint


class Migration(migrations.Migration):

    dependencies = [
        ('labelling', '0004_consultations'),
    ]

    operations = [
        ValidateConstraint(model_name='residence', name='residence_town_known_or_to_confirm'),
    ]

"""Engagements signed before: what was declared since is taken for what was signed."""

from django.db import migrations
from django.db.models import F


def fill(apps, _schema_editor):
    dossiers = apps.get_model('labelling', 'LabelDossier')._base_manager
    signed = dossiers.filter(engagement_signed_on__isnull=False, engaged_perimeter='', engaged_homes=None)
    signed.update(engaged_perimeter=F('perimeter'), engaged_homes=F('homes_in_perimeter'))


class Migration(migrations.Migration):
    dependencies = [('labelling', '0050_engaged_perimeter')]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]

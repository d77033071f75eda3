"""Firms of the auditors compared by a key: those that are known have theirs (BR-27)."""

from django.db import migrations

from labelling.accreditation.ties import firm_key


def fill(apps, _schema_editor):
    auditors = apps.get_model('labelling', 'Auditor')
    for auditor in auditors._base_manager.iterator():
        auditors._base_manager.filter(pk=auditor.pk).update(firm_key=firm_key(auditor.firm))


class Migration(migrations.Migration):
    dependencies = [('labelling', '0042_rights_ended_at_once')]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]

"""Renewals that are being written already: each has the date that its label gives it (D12)."""

from django.db import migrations

from portal.core.working_days import Delay

HELD = ('pending', 'active', 'extended', 'suspended')


def fill(apps, _schema_editor):
    labels, dossiers = (apps.get_model('labelling', name) for name in ('Label', 'LabelDossier'))
    rules = apps.get_model('labelling', 'DeadlineRule')._base_manager.filter(code='D12')
    delays = {one.rules_id: one for one in rules}
    drafts = dossiers._base_manager.filter(state='draft', dossier_type='renewal', due_on=None)
    for draft in drafts:
        held = labels._base_manager.filter(organism=draft.organism_id, state__in=HELD).select_related('dossier')
        label = held.order_by('-end_on').first()
        if rule := label and delays.get(label.dossier.rules_id):
            delay = Delay.parse(rule.delay)
            draft.due_on = delay.before(label.end_on) if rule.is_before else delay.after(label.end_on)
            draft.save(update_fields=['due_on'])


class Migration(migrations.Migration):
    dependencies = [('labelling', '0054_retention')]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]

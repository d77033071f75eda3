"""Hearings that run already: their grounds are those of the label; no measure had been told (BR-72)."""

from django.db import migrations

from portal.core.working_days import Delay


def fill(apps, _schema_editor):
    labels, hearings = (apps.get_model('labelling', name) for name in ('Label', 'Hearing'))
    rules = apps.get_model('labelling', 'DeadlineRule')._base_manager.filter(code='D15')
    delays = dict(rules.values_list('rules', 'delay'))
    running = labels._base_manager.filter(notice_sent_on__isnull=False, state__in=('active', 'extended', 'suspended'))
    for label in running.select_related('dossier'):
        until_on = Delay.parse(delays[label.dossier.rules_id]).after(label.notice_sent_on)
        hearings._base_manager.create(
            label=label, grounds=label.reason, opened_on=label.notice_sent_on, until_on=until_on, due_on=until_on,
        )


class Migration(migrations.Migration):
    dependencies = [('labelling', '0047_label_hearings')]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]

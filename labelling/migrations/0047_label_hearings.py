"""Hearings before a measure on a label (BR-72): the measure, its grounds, the observations of the organism."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock


class Migration(migrations.Migration):

    dependencies = [
        ('labelling', '0046_office_ties'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                ('state', models.CharField(choices=[('open', 'Observations attendues'), ('answered', 'Observations reçues'), ('closed', 'Close')], default='open', editable=False, max_length=8, verbose_name='état')),
                ('measure', models.CharField(blank=True, choices=[('suspension', 'Suspension du label'), ('withdrawal', 'Retrait du label')], max_length=10, verbose_name='mesure envisagée')),
                ('grounds', models.TextField(verbose_name='griefs')),
                ('opened_on', models.DateField(verbose_name='ouverte le')),
                ('until_on', models.DateField(verbose_name='observations jusqu’au')),
                ('closed_on', models.DateField(editable=False, null=True, verbose_name='close le')),
                ('observations', models.TextField(blank=True, editable=False, verbose_name='observations')),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='observations reçues le')),
                ('answered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('label', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='labelling.label')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'phase contradictoire',
                'verbose_name_plural': 'phases contradictoires',
                'ordering': ('label', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'closed'), _negated=True), fields=('label',), name='hearing_one_running'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('observations', '')), models.Q(models.Q(('observations', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='hearing_answered_by_somebody')],
            },
        ),
    ]

"""Ties of the label's office with organisms (BR-21)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock


class Migration(migrations.Migration):

    dependencies = [
        ('labelling', '0045_accreditation_renewal_months'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OfficeTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('employed', 'salarié de l’organisme'), ('advised', 'mission de conseil'), ('board', 'mandat d’administrateur')], max_length=10, verbose_name='lien')),
                ('started_on', models.DateField(verbose_name='depuis le')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                ('declared_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ('organism', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='office_ties', to='labelling.organism', verbose_name='organisme')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='office_ties', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
            ],
            options={
                'verbose_name': 'lien du bureau',
                'verbose_name_plural': 'liens du bureau',
                'ordering': ('-started_on', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='office_tie_runs_forward')],
            },
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('labelling', '0037_performance_reading'),
    ]

    operations = [
        migrations.AlterField(model_name='performancereading', name='part', field=models.CharField(choices=[('figures', 'les chiffres des éléments'), ('scores', 'les scores et les critères'), ('auditors', 'les cotations des auditeurs'), ('shared', 'les sommes, sans le détail d’aucun organisme')], max_length=10, unique=True, verbose_name='partie')),
    ]

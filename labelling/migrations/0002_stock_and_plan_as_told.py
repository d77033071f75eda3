"""What files of a stock, a rating and a plan tell, kept; a commune that is not sure has no Insee code."""

from django.db import migrations, models

from portal.schema.operations import AddConstraintNotValid


class Migration(migrations.Migration):

    dependencies = [
        ('labelling', '0001_tables'),
    ]

    operations = [
        migrations.AddField(
            model_name='action',
            name='budget',
            field=models.CharField(blank=True, db_default='', max_length=60, verbose_name='budget'),
        ),
        migrations.AddField(
            model_name='action',
            name='comment',
            field=models.TextField(blank=True, db_default='', max_length=2000, verbose_name='commentaire'),
        ),
        migrations.AddField(
            model_name='action',
            name='last_value',
            field=models.CharField(blank=True, db_default='', max_length=60, verbose_name='dernière valeur'),
        ),
        migrations.AddField(
            model_name='action',
            name='origin',
            field=models.CharField(blank=True, db_default='', max_length=300, verbose_name='constat d’origine'),
        ),
        migrations.AddField(
            model_name='action',
            name='start_on',
            field=models.DateField(blank=True, null=True, verbose_name='début'),
        ),
        migrations.AddField(
            model_name='rating',
            name='comment',
            field=models.TextField(blank=True, db_default='', max_length=2000, verbose_name='commentaire'),
        ),
        migrations.AddField(
            model_name='rating',
            name='rated_on',
            field=models.DateField(blank=True, null=True, verbose_name='coté le'),
        ),
        migrations.AddField(
            model_name='rating',
            name='told_by',
            field=models.CharField(blank=True, db_default='', max_length=120, verbose_name='coté par'),
        ),
        migrations.AddField(
            model_name='residence',
            name='town',
            field=models.CharField(blank=True, db_default='', max_length=120, verbose_name='commune écrite'),
        ),
        migrations.AlterField(
            model_name='residence',
            name='insee',
            field=models.CharField(blank=True, max_length=5, verbose_name='code Insee'),
        ),
        AddConstraintNotValid(
            model_name='residence',
            constraint=models.CheckConstraint(condition=models.Q(('insee', ''), ('town', ''), _negated=True), name='residence_town_known_or_to_confirm'),
        ),
    ]

"""Findings about pages: numbers that the rules tell too, or no more (BR-09)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('home', '0009_letter_corrections')]

    operations = [
        migrations.AlterField(
            model_name='pagefinding',
            name='kind',
            field=models.CharField(choices=[('link', 'lien mort'), ('orphan', 'page sans lien vers elle'), ('other_rule', 'nombre que les règles en vigueur ne disent pas'), ('rule', 'nombre que les règles disent aussi')], max_length=10, verbose_name='sorte'),
        ),
    ]

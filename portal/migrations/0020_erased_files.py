"""Files whose content is erased at the end of what is kept, while their row stays as evidence (BR-93)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('portal', '0019_french_order')]

    operations = [
        migrations.AddField(model_name='storedfile', name='erased_on', field=models.DateField(editable=False, null=True, verbose_name='contenu effacé le')),
    ]

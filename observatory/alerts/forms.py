"""Forms of saved searches."""

from django import forms

from observatory.alerts.models import SavedSearch
from portal.web.forms import ModelForm


class SavedSearchForm(ModelForm):
    class Meta:
        model = SavedSearch
        fields = ("name", "frequency")
        widgets = {"frequency": forms.RadioSelect}
        help_texts = {
            "name": "Celui sous lequel vous la retrouvez, et l’objet de ses courriels.",
            "frequency": "Un courriel ne part que s’il y a du nouveau. Il s’arrête d’un geste.",
        }
        error_messages = {"name": {"required": "Donnez un nom à cette recherche."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["frequency"].choices = SavedSearch.Frequency.choices

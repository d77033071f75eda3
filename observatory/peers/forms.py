"""Form of an offer to be called on a criterion."""

from django import forms

from labelling.public import criteria_by_theme, labelled_organisms
from observatory.practices.fields import ForOrganism
from portal.web.fields import Email
from portal.web.forms import Form


class OfferForm(ForOrganism, Form):
    criterion = forms.ChoiceField(label="Critère")
    function = forms.CharField(
        label="Fonction à appeler",
        max_length=120,
        help_text="Une fonction, jamais un nom\u00a0: «\u00a0Direction de la proximité\u00a0».",
        error_messages={"required": "Écrivez la fonction à appeler."},
    )
    email = Email(
        label="Adresse de service",
        help_text="Une adresse générique, comme proximite@organisme.fr.",
        error_messages={"required": "Écrivez une adresse de service."},
    )
    words = forms.CharField(label="Ce que vous pouvez montrer", max_length=250, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["criterion"].choices = [
            (c["code"], f"{c['code']} {c['title']}")
            for theme in criteria_by_theme()
            for c in theme["criteria"]
        ]
        if field := self.fields.get("organism"):
            field.queryset = field.queryset.filter(pk__in=labelled_organisms())

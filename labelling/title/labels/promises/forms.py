"""Form of a displayed promise."""

from django import forms

from labelling.title.labels.promises.models import FACTS, DisplayedPromise
from portal.web.forms import Refusable


class PromiseForm(Refusable, forms.ModelForm):
    """Where it is displayed and whom to call; the organism consents by a box that is never ticked for it."""

    agrees = forms.BooleanField(
        label="Nous acceptons que cette page soit publique.",
        help_text="Vous la retirez quand vous voulez, d’un clic.",
        error_messages={"required": "Sans cet accord, rien n’est affiché."},
    )

    class Meta:
        model = DisplayedPromise
        fields = FACTS
        help_texts = {
            "place": "Par exemple\u00a0: Agence du Port, Résidence Les Lilas.",
            "contact": "Un numéro, une adresse, des horaires\u00a0: une ligne, sans nom de personne.",
        }
        error_messages = {
            "place": {"required": "Dites à quelle agence ou résidence elle s’affiche."},
            "contact": {"required": "Dites qui appeler."},
        }

    def __init__(self, *args, thing=None, by=None, **kwargs):
        super().__init__(*args, initial={"contact": thing.tenant_contact}, **kwargs)
        self.fields["place"].widget.attrs["list"] = "agences"
        self.thing, self.by = thing, by

    @property
    def facts(self):
        return {name: self.cleaned_data[name] for name in FACTS}

    def clean_place(self):
        return " ".join(self.cleaned_data["place"].split())

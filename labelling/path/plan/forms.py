"""Form of an action of the plan."""

from django import forms

from labelling.path.plan.edits import TEXTS
from labelling.path.plan.models import Action
from portal.web.fields import Day
from portal.web.forms import Form


class CriterionSelect(forms.ChoiceField):
    """The criterion of the framework that the action serves, or none."""

    def __init__(self, criteria=(), **kwargs):
        choices = [("", "Aucun en particulier"), *((c.code, str(c)) for c in criteria)]
        super().__init__(choices=choices, **kwargs)


class ProgressForm(Form):
    """Of a plan that is frozen, how far an action is."""

    progress = forms.ChoiceField(
        label="Avancement", choices=Action.Progress.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["progress"].is_scale = True


class ActionForm(Form):
    """What is missing is accepted (a plan grows), and named on the page of the plan (BR-19)."""

    texts = TEXTS

    scope = forms.ChoiceField(
        label="Portée", choices=Action.Scope.choices, widget=forms.RadioSelect
    )
    residence = forms.ModelChoiceField(
        label="Résidence",
        queryset=None,
        required=False,
        empty_label="Aucune\u00a0: l’action est transversale",
    )
    title = forms.CharField(label="Action", max_length=200)
    owner = forms.CharField(
        label="Responsable",
        max_length=120,
        required=False,
        help_text="Une fonction, pas un nom\u00a0: «\u00a0responsable de secteur\u00a0».",
    )
    start_on = Day(label="Début", required=False)
    due_on = Day(label="Pour le", required=False)
    indicator = forms.CharField(
        label="Indicateur",
        max_length=200,
        required=False,
        help_text="Ce qui dira que c’est fait\u00a0: «\u00a0index de la résidence sous 8\u00a0».",
    )
    last_value = forms.CharField(
        label="Dernière valeur",
        max_length=60,
        required=False,
        help_text="Où en est l’indicateur.",
    )
    budget = forms.CharField(
        label="Budget",
        max_length=60,
        required=False,
        help_text="Une somme ou des mots\u00a0: «\u00a014 000 €\u00a0», «\u00a0temps interne\u00a0».",
    )
    origin = forms.CharField(
        label="Constat d’origine",
        max_length=300,
        required=False,
        help_text="Ce qui a fait décider l’action.",
    )
    comment = forms.CharField(
        label="Commentaire",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    progress = forms.ChoiceField(
        label="Avancement", choices=Action.Progress.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["progress"].is_scale = self.fields["scope"].is_scale = True
        self.fields["residence"].note = "pour une action locale"
        for name in ("owner", "due_on", "indicator"):
            self.fields[name].note = "demandé pour valider le plan"
        residences = self.thing.organism.residences.filter(is_active=True)
        if kept := self.initial.get("residence"):
            residences = residences | self.thing.organism.residences.filter(
                pk=getattr(kept, "pk", kept)
            )
        self.fields["residence"].queryset = residences.order_by("name__french", "code")
        self.fields["criterion_code"] = CriterionSelect(
            self.thing.framework.criteria, label="Critère", required=False
        )

    def clean(self):
        data = super().clean()
        scope, residence = data.get("scope"), data.get("residence")
        if scope == Action.Scope.LOCAL and residence is None and "residence" not in self.errors:
            self.add_error("residence", "Choisissez la résidence de cette action locale.")
        if scope == Action.Scope.TRANSVERSAL and residence is not None:
            sentence = "Une action transversale n’a pas de résidence. Ôtez-la, ou choisissez «\u00a0locale\u00a0»."
            self.add_error("residence", sentence)
        return data

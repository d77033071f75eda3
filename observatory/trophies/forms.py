"""Forms of trophies: an edition, a candidate, a vote."""

from django import forms

from observatory.practices.fields import ForOrganism
from observatory.practices.models import GoodPractice
from observatory.spotlight.forms import PracticeField
from observatory.trophies.rules import voting_organisms
from portal.core import clock
from portal.web.fields import Day, area
from portal.web.forms import Form

MOST = 12  # categories


class EditionForm(Form):
    year = forms.IntegerField(label="Année", min_value=2016, max_value=2100)
    opens_on = Day(label="Le vote ouvre le")
    closes_on = Day(label="Dernier jour du vote")
    categories = forms.CharField(
        label="Catégories",
        help_text="Une par ligne, douze au plus. Elles ne changent plus une fois les candidatures ouvertes.",
        widget=area(5),
        error_messages={"required": "Écrivez au moins une catégorie."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.thing is not None:  # an edition keeps its year
            del self.fields["year"]

    def clean_categories(self):
        lines = (line.strip() for line in self.cleaned_data["categories"].splitlines())
        titles = list(dict.fromkeys(line for line in lines if line))
        if any(len(title) > 90 for title in titles):
            raise forms.ValidationError("90 caractères au plus par catégorie.")
        if len(titles) > MOST:
            raise forms.ValidationError(f"{MOST} catégories au plus.")
        return titles

    def clean(self):
        data = super().clean()
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "Le vote finit après avoir commencé.")
        if closes and closes < clock.today():
            self.add_error("closes_on", "Ce jour est passé.")
        return data


class ProposeForm(Form):
    """The practices of one's organisms; for the référent, any published one."""

    category = forms.ModelChoiceField(label="Catégorie", queryset=None, empty_label="Choisir")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = self.thing.categories.all()
        mine = GoodPractice.objects.published().filter(organism__in=self.organisms)
        if mine.exists():
            self.fields["practice"] = forms.ModelChoiceField(
                label="Pratique", queryset=mine.order_by("title__french"), to_field_name="slug"
            )
        else:
            self.fields["practice"] = PracticeField(
                label="Pratique",
                max_length=300,
                help_text="Sa référence ou l’adresse de sa fiche. Son organisme accepte avant qu’elle soit en lice.",
                error_messages={"required": "Dites quelle pratique."},
            )

    @property
    def organisms(self):
        return list(self.by.memberships.filter(is_active=True).values_list("organism", flat=True))


class CandidateField(forms.ModelChoiceField):
    def label_from_instance(self, candidate):
        return f"{candidate.practice}, {candidate.organism}"


class VoteForm(ForOrganism, Form):
    """The candidates of a category, without those of one's own organism."""

    candidate = CandidateField(
        label="Votre choix",
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        to_field_name="reference",
        error_messages={"required": "Choisissez une pratique."},
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidate"].queryset = candidates
        mine = list(voting_organisms(self.by)[:2])
        self.only = mine[0] if len(mine) == 1 else None
        if self.only:
            self.fields.pop("organism", None)
        elif field := self.fields.get("organism"):
            field.queryset = voting_organisms(self.by)

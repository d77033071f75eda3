"""Forms of the yearly report: the year to close, its opening words, a section, a reason."""

from django import forms

from labelling.steering.yearly_report.content.sections import stamp
from labelling.steering.yearly_report.models import YearlyReport
from portal.web.fields import Reason, area
from portal.web.forms import Form, ModelForm, ReasonForm

KEPT = "Laissez vide pour que le bilan dise les phrases proposées."


class YearForm(Form):
    year = forms.TypedChoiceField(label="Année", coerce=int)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]


class ForewordForm(ModelForm):
    act, sentence, saves_itself = "foreword", "a écrit l’ouverture du bilan", True

    class Meta:
        model = YearlyReport
        fields = ("foreword",)
        widgets = {"foreword": area(10)}
        help_texts = {"foreword": "Quelques phrases en tête du bilan, publiques."}


class SectionForm(Form):
    """A section of the report: whether it is there, its figures, its text."""

    conflict = "Cette rubrique a changé pendant que vous écriviez. La vôtre est gardée."
    saves_itself = True

    is_kept = forms.BooleanField(label="Cette rubrique est dans le bilan", required=False)
    text = forms.CharField(
        label="Texte", required=False, max_length=6000, widget=area(10), help_text=KEPT
    )
    figures = forms.MultipleChoiceField(
        label="Chiffres du bilan", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, section, lines, **kwargs):
        super().__init__(*args, initial=section, **kwargs)
        self.code, self.seen = section["code"], stamp(section)
        self.fields["figures"].choices = [(line.code, line.name) for line in lines]

    def stamp_of(self, report):
        return stamp(report.section(self.code))

    def pairs(self, current):
        theirs = current.section(self.code)["text"]
        mine = self.cleaned_data["text"]
        return [("Texte", mine, theirs)] if mine != theirs else []

    @property
    def facts(self):
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}


class CorrectionForm(Form):
    reason = Reason(
        label="Ce que cette version corrige", why_long="ce motif est public, avec la version"
    )


KeptReasonForm = ReasonForm.asking(why_long="il est gardé au journal")

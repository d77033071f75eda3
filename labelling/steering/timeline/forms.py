"""Form « Et si cela glisse ? »: a step to come and another date, in the address of the page."""

from django import forms

from labelling.steering.timeline.steps.walk import Slip
from portal.core import clock
from portal.core.working_days import add_months
from portal.web.fields import Day
from portal.web.forms import Filter

WEEKS = 156  # three years, as far as the line goes
NO_DATE = "Dites une date ou un nombre de semaines."
TWO = "Dites une date ou un nombre de semaines, pas les deux."
PAST = "Choisissez aujourd’hui ou une date à venir."
FAR_MONTHS, FAR = 120, "Choisissez une date d’ici dix ans."


class SlipForm(Filter):
    """Named after what the address says: `?decale=…&au=2027-03-01` or `&semaines=6`."""

    decale = forms.ChoiceField(label="Étape")
    au = Day(label="Nouvelle date", required=False, help_text="Comme 15/03/2027.")
    semaines = forms.IntegerField(
        label="Ou nombre de semaines plus tard",
        required=False,
        min_value=1,
        max_value=WEEKS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": WEEKS}),
    )

    def __init__(self, query, choices):
        super().__init__(query if "decale" in query else None)
        self.fields["decale"].choices = choices

    def clean_au(self):
        day = self.cleaned_data["au"]
        if day and day < clock.today():
            raise forms.ValidationError(PAST)
        if day and day > add_months(clock.today(), FAR_MONTHS):
            raise forms.ValidationError(FAR)
        return day

    def clean(self):
        facts = super().clean()
        if "au" in self.errors or "semaines" in self.errors:
            return facts
        if facts.get("au") and facts.get("semaines"):
            self.add_error("semaines", TWO)
        elif not (facts.get("au") or facts.get("semaines")):
            self.add_error("au", NO_DATE)
        return facts

    @property
    def slip(self):
        """The supposition that the address makes, or None."""
        if not (self.is_bound and self.is_valid()):
            return None
        facts = self.cleaned_data
        return Slip(facts["decale"], facts["au"], facts["semaines"] or 0)

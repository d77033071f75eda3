"""Forms of the register of acts: its filters, the minutes of a sample."""

from django import forms

from labelling.steering.act_ledger.acts import SCOPES
from labelling.steering.act_ledger.models import LONGEST, this_month
from labelling.steering.act_ledger.samples import last_said, offered, sample_of
from portal.core.working_days import add_months
from portal.web.forms import Filter, Form

HAND, ITSELF = "main", "portail"
WAYS = [("", "Toutes"), (HAND, "À la main"), (ITSELF, "Par le portail")]
BY_NOUN = "objet"
ORDERS = [("", "Du plus fréquent"), (BY_NOUN, "Par objet")]
SHOWN = [("", "Ceux de la période"), ("tous", "Tous, même jamais faits")]


class LedgerForm(Filter):
    """Everything is in the address; `first` is the first month that is counted, or None."""

    periode = forms.ChoiceField(label="Période", required=False)
    ensemble = forms.ChoiceField(
        label="Ensemble", required=False, choices=[("", "Tous"), *SCOPES.items()]
    )
    facon = forms.ChoiceField(label="Façon de faire", required=False, choices=WAYS)
    ordre = forms.ChoiceField(label="Dans l’ordre", required=False, choices=ORDERS)
    faits = forms.ChoiceField(label="Actes", required=False, choices=SHOWN)

    def __init__(self, *args, first, **kwargs):
        super().__init__(*args, **kwargs)
        this = this_month()
        years = range(this.year, (first or this).year - 1, -1)
        self.fields["periode"].choices = [
            ("", "Douze derniers mois"),
            *((f"{year}", f"{year}") for year in years),
        ]

    def asked(self, name):
        self.is_valid()
        return self.cleaned_data.get(name, "")

    @property
    def period(self):
        """(first month, last month), each by its first day."""
        this, year = this_month(), self.asked("periode")
        if year:
            start = this.replace(year=int(year), month=1)
            return start, min(start.replace(month=12), this)
        return add_months(this, -11), this


class TimesForm(Form):
    """Two numbers an act: minutes before the portal, minutes today; what was said last is there already."""

    def __init__(self, *args, month, **kwargs):
        super().__init__(*args, **kwargs)
        self.month, self.rows = month, offered(self.by, month)
        said = last_said(self.by)
        if sample := sample_of(self.by, month):
            said |= {(one.kind, one.act): _pair(one) for one in sample.times.all()}
        for rank, (act, _many) in enumerate(self.rows):
            before, now = said.get(act.key, (None, None))
            self.fields[f"avant_{rank}"] = _minutes("Avant le portail", act, before)
            self.fields[f"maintenant_{rank}"] = _minutes("Aujourd’hui", act, now)

    def lines(self):
        """[(act, how often, field before, field now)] of the page."""
        return [
            (act, many, self[f"avant_{rank}"], self[f"maintenant_{rank}"])
            for rank, (act, many) in enumerate(self.rows)
        ]

    def clean(self):
        data = super().clean()
        for rank, (act, _many) in enumerate(self.rows):
            now = f"maintenant_{rank}"
            is_half = data.get(f"avant_{rank}") is not None and data.get(now) is None
            if is_half and now not in self.errors:
                text = f"{act.name}\u00a0: donnez aussi les minutes d’aujourd’hui."
                self.add_error(now, text)
        if not self.errors and not self.times:
            raise forms.ValidationError("Donnez le temps d’un acte au moins.")
        return data

    @property
    def times(self):
        """{(kind, act): (minutes before or None, minutes now)} of what was filled in."""
        data = self.cleaned_data
        return {
            act.key: (data.get(f"avant_{rank}"), data[f"maintenant_{rank}"])
            for rank, (act, _many) in enumerate(self.rows)
            if data.get(f"maintenant_{rank}") is not None
        }


def _pair(time):
    return time.minutes_before, time.minutes_now


def _minutes(label, act, initial):
    """The act is named by the errors too: ten of them are asked on one page."""
    text = f"{act.name}\u00a0: écrivez un nombre de minutes, de 0 à {LONGEST}."
    field = forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=LONGEST,
        initial=initial,
        widget=forms.NumberInput(attrs={"data-size": "s", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), text),
    )
    field.note = "en minutes"
    return field

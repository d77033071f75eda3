"""Forms of the steps of an alert: who takes it up until when, why it is closed."""

from django import forms

from portal.absences.models import LABEL_OFFICE
from portal.models import User
from portal.web.fields import FutureDay, Reason, area
from portal.web.forms import Form


def office():
    """The référent and the deputy, by name."""
    rows = User.objects.filter(groups__name__in=LABEL_OFFICE, is_active=True)
    return rows.distinct().order_by("last_name__french", "first_name__french", "pk")


class TakeUpForm(Form):
    # Without an empty choice Django begins to read the rows, and leaves them, to know the first one.
    charge = forms.ModelChoiceField(None, label="Pris en charge par", empty_label="Choisir")
    until = FutureDay(
        label="Jusqu’au",
        help_text="Ce jour-là, le point revient à l’accueil s’il est encore ouvert.",
    )
    plan = forms.CharField(label="Ce qui sera fait", max_length=2000, widget=area(4))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["charge"].queryset = office()
        for name in ("charge", "plan"):
            self.fields[name].initial = getattr(self.thing, name, None)
        self.fields["charge"].initial = self.fields["charge"].initial or self.by
        self.fields["until"].initial = getattr(self.thing, "due_on", None)


class CloseForm(Form):
    reason = Reason("Pourquoi clore ce point", why_long="ce motif reste dans l’histoire du point")

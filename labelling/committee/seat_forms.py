"""Forms of seats: a new seat, and the person who takes one."""

from django import forms

from labelling.committee.models import CommitteeSeat, SeatHolder
from portal.access.people import User
from portal.core import clock
from portal.web.fields import Day
from portal.web.forms import Form


class HoldForm(Form):
    """Who takes a seat: a person of the portal, by their address."""

    seat = forms.ModelChoiceField(label="Siège", queryset=CommitteeSeat.objects.none())
    rank = forms.ChoiceField(
        label="Rang", choices=SeatHolder.Rank.choices, widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label="Adresse électronique", help_text="Celle d’un compte déjà ouvert sur le portail."
    )
    since_on = Day(label="Depuis le")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = CommitteeSeat.objects.filter(is_active=True)
        self.fields["since_on"].initial = clock.today()

    def clean_email(self):
        address = self.cleaned_data["email"]
        user = User.objects.filter(email__iexact=address, is_active=True).first()
        if user is None:
            raise forms.ValidationError(f"Aucun compte n’est ouvert à l’adresse {address}.")
        self.user = user
        return address

    @property
    def mandate(self):
        names = ("seat", "rank", "since_on")
        return {name: self.cleaned_data[name] for name in names} | {"user": self.user}


class SeatForm(Form):
    code = forms.SlugField(label="Code", max_length=10)
    label = forms.CharField(label="Siège", max_length=160)
    college = forms.CharField(label="Collège", max_length=80)
    order = forms.IntegerField(label="Ordre", min_value=1, max_value=1000, initial=100)

    def clean_code(self):
        code = self.cleaned_data["code"].upper()
        if CommitteeSeat.objects.filter(code=code).exists():
            raise forms.ValidationError(f"Le code {code} est déjà celui d’un siège.")
        return code

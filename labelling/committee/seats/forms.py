"""Forms of seats: a new seat, its changes, and the person who takes one."""

from django import forms

from labelling.committee.models import CommitteeSeat, SeatHolder
from labelling.committee.seats import replacements
from labelling.committee.seats.actions import STORED
from labelling.committee.seats.content import composition_on
from labelling.committee.seats.reading import read_seats
from labelling.tables import TableForm
from portal.access.models import User
from portal.core import clock
from portal.ui import words
from portal.web.fields import Day, Email
from portal.web.forms import Form
from portal.web.submissions.edit_conflicts import stamp

Function = CommitteeSeat.Function
CLOSED = "Le compte de l’adresse {} est fermé."


class HoldForm(Form):
    """Who takes a seat, by their address: at once with an account, by accepting an invitation without."""

    seat = forms.ModelChoiceField(label="Siège", queryset=CommitteeSeat.objects.none())
    rank = forms.ChoiceField(
        label="Rang", choices=SeatHolder.Rank.choices, widget=forms.RadioSelect
    )
    email = Email(
        label="Adresse électronique",
        help_text="Sans compte à cette adresse, la personne est invitée, et siège quand elle accepte.",
    )
    since_on = Day(label="Depuis le")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = CommitteeSeat.objects.filter(is_active=True)
        self.fields["since_on"].initial = clock.today()

    def clean_email(self):
        address = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=address, is_active=False).exists():
            raise forms.ValidationError(CLOSED.format(address))
        return address


class UsualForm(Form):
    """The seats of the usual composition that the committee has not, ticked at first, and who is to hold each."""

    since_on = Day(label="Mandats depuis le")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since_on"].initial = clock.today()
        self.composition = composition_on(clock.today())
        there = set(CommitteeSeat.objects.values_list("code", flat=True))
        self.offered = [one for one in self.composition.seats if one.code not in there]
        for seat in self.offered:
            self.fields[f"{seat.code}-taken"] = forms.BooleanField(
                label=f"Ajouter {seat.label}", required=False, initial=True
            )
            for rank in SeatHolder.Rank:
                label = f"Courriel du {rank.label}, {seat.label}"
                self.fields[f"{seat.code}-{rank}"] = Email(label=label, required=False)

    @property
    def seats(self):
        """(seat, its box, the two addresses), for the page."""
        names = ("taken", *SeatHolder.Rank.values)
        return [(one, *(self[f"{one.code}-{name}"] for name in names)) for one in self.offered]

    def clean(self):
        data = super().clean()
        addresses = {name: data[name] for name in data if "-" in name and "@" in str(data[name])}
        rows = User.objects.filter(email__in=[one.lower() for one in addresses.values()])
        closed = set(rows.filter(is_active=False).values_list("email", flat=True))
        for name, address in addresses.items():
            code = name.partition("-")[0]
            if address.lower() in closed:
                self.add_error(name, CLOSED.format(address))
            if not data[f"{code}-taken"]:
                self.add_error(name, "Cochez ce siège, ou retirez cette adresse.")
        for seat in self.offered:
            full, substitute = (addresses.get(f"{seat.code}-{rank}") for rank in SeatHolder.Rank)
            if full and full == substitute:
                self.add_error(
                    f"{seat.code}-{SeatHolder.Rank.SUBSTITUTE}",
                    "Une même personne n’est pas titulaire et suppléante d’un siège.",
                )
        return data

    @property
    def rows(self):
        """What `compose` takes, of the seats that are ticked."""
        data = self.cleaned_data
        return [
            {
                "seat": None,
                "code": seat.code,
                "label": seat.label,
                "college": seat.college,
                "order": seat.order,
                "is_chair": seat.function == Function.CHAIR,
                "is_vice_chair": seat.function == Function.VICE_CHAIR,
                "since_on": data["since_on"],
                "names": [
                    (rank, email)
                    for rank in SeatHolder.Rank.values
                    if (email := data[f"{seat.code}-{rank}"])
                ],
            }
            for seat in self.offered
            if data[f"{seat.code}-taken"]
        ]


class SeatsFileForm(TableForm):
    label = "Sièges et membres du comité"
    help_text = "Un siège par ligne\u00a0: son collège, l’adresse du titulaire, celle du suppléant, le début du mandat."
    read = staticmethod(read_seats)


class SeatEditForm(Form):
    """What may change of a seat: all but its code."""

    conflict = "Ce siège a changé pendant que vous écriviez. Votre saisie est gardée."

    label = forms.CharField(label="Siège", max_length=160)
    college = forms.CharField(label="Collège", max_length=80)
    order = forms.IntegerField(label="Ordre", min_value=1, max_value=1000, initial=100)
    function = forms.ChoiceField(
        label="Fonction au comité",
        choices=Function.choices,
        initial=Function.NONE,
        widget=forms.RadioSelect,
        help_text="Un seul siège a la présidence, un seul la vice-présidence.",
    )

    def __init__(self, *args, thing=None, **kwargs):
        if thing is not None:
            shown = {
                name: getattr(thing, name) for name in ("label", "college", "order", "function")
            }
            kwargs["initial"] = shown | (kwargs.get("initial") or {})
        super().__init__(*args, thing=thing, **kwargs)
        self.seen = stamp(thing, STORED)
        known = dict.fromkeys(CommitteeSeat.objects.values_list("college", flat=True))
        if known:
            self.fields["college"].help_text = f"Déjà au comité\u00a0: {', '.join(known)}."

    @property
    def facts(self):
        facts = dict(self.cleaned_data)
        function = facts.pop("function")
        return facts | {
            "is_chair": function == Function.CHAIR,
            "is_vice_chair": function == Function.VICE_CHAIR,
        }


class SeatForm(SeatEditForm):
    code = forms.SlugField(
        label="Code", max_length=10, help_text="Court, en capitales\u00a0: LOC2. Il ne change plus."
    )
    field_order = ("code",)

    def clean_code(self):
        code = self.cleaned_data["code"].upper()
        if CommitteeSeat.objects.filter(code=code).exists():
            raise forms.ValidationError(f"Le code {code} est déjà celui d’un siège.")
        return code


class ReplacementForm(Form):
    """The coming sessions at which the suppléant sits."""

    conflict = "Les remplacements ont changé pendant que vous choisissiez. Vos coches sont gardées."

    sessions = forms.MultipleChoiceField(
        label="Séances où le suppléant siège",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Une case décochée rend son siège au titulaire.",
    )

    def __init__(self, *args, thing, by, **kwargs):
        self.offered = {one.reference: one for one in replacements.coming(thing, by)}
        now = replacements.current(thing, self.offered.values())
        shown = [code for code, one in self.offered.items() if one.pk in now.sessions]
        super().__init__(*args, thing=thing, by=by, initial={"sessions": shown}, **kwargs)
        self.fields["sessions"].choices = [(code, str(one)) for code, one in self.offered.items()]
        if not self.offered:
            self.fields["sessions"].help_text = "Aucune séance à venir n’appelle ce siège."
        self.seen = stamp(now, ("sessions",))

    @property
    def facts(self):
        return {"sessions": [self.offered[code] for code in self.cleaned_data["sessions"]]}

    def pairs(self, current):
        theirs = [one for one in self.offered.values() if one.pk in current.sessions]
        found = (self.facts["sessions"], theirs)
        texts = [", ".join(words.day(one.held_on) for one in several) for several in found]
        return [(self.fields["sessions"].label, *texts)]

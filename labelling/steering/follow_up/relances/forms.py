"""Forms of relances and of acts on several organisms."""

from django import forms

from labelling.parties.organisms.models import Membership, Organism
from labelling.steering.follow_up.relances.mails import people_of
from portal.absences.models import LABEL_OFFICE
from portal.core import clock
from portal.models import User
from portal.web.fields import Day, Several, area
from portal.web.forms import Form

PAST = "Ce jour est passé\u00a0: choisissez-en un qui vient."
NONE = "Choisissez un organisme au moins, dans la liste."
UNKNOWN = (
    "Un de ces organismes n’existe plus, ou n’est pas de votre liste\u00a0: revenez à la liste."
)
MOST = 200
PRESSED = {"preview", "prepare", "give"}


class FollowedDay(Day):
    """The day on which what was sent is looked at again, from tomorrow on or today."""

    def clean(self, value):
        day = super().clean(value)
        if day and day < clock.today():
            raise forms.ValidationError(PAST)
        return day


class PeopleField(Several):
    """Those who act for the organism, with their function."""

    functions = {}

    def label_from_instance(self, person):
        return f"{person}, {self.functions.get(person.pk, '')}"


class RelanceForm(Form):
    """A mail, to whom, in which words, and when it is followed up."""

    people = PeopleField(
        None,
        label="Destinataires",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez qui reçoit ce courriel."},
    )
    subject = forms.CharField(label="Objet", max_length=150)
    text = forms.CharField(label="Texte", max_length=5000, widget=area(14))
    follow_on = FollowedDay(
        label="À suivre le", required=False, help_text="Ce jour-là, la relance revient à l’accueil."
    )

    def __init__(self, *args, organism, **kwargs):
        super().__init__(*args, **kwargs)
        rows = organism.memberships.filter(is_active=True, user__is_active=True)
        field = self.fields["people"]
        field.functions = {one.user_id: one.get_function_display() for one in rows}
        people = User.objects.filter(pk__in=[person.pk for person in people_of(organism)])
        field.queryset = people.order_by("last_name__french", "first_name__french", "pk")

    def clean_subject(self):
        return " ".join(self.cleaned_data["subject"].split())


def chosen(request):
    """The organisms that a list names, by its address or by its form."""
    return (request.POST if request.method == "POST" else request.GET).getlist("organism")


class OrganismsField(forms.ModelMultipleChoiceField):
    """Organisms named by their words of address, as the lists post them (`organism`)."""

    def __init__(self, **options):
        errors = {"required": NONE, "invalid_choice": UNKNOWN, "list": UNKNOWN}
        super().__init__(
            Organism.objects.none(), to_field_name="slug", error_messages=errors, **options
        )

    def clean(self, value):
        asked = list(dict.fromkeys(value or ()))
        if any("\0" in one or len(one) > 160 for one in asked):
            raise forms.ValidationError(UNKNOWN, code="invalid_choice")
        if len(asked) > MOST:
            text = f"Choisissez {MOST} organismes au plus à la fois."
            raise forms.ValidationError(text, code="too_many")
        return super().clean(asked)


class SeveralForm(Form):
    """Sent by one of its buttons (PRESSED); a list that posts organisms only opens it, whatever their number."""

    organism = OrganismsField(label="Organismes", widget=forms.MultipleHiddenInput)

    def __init__(self, *args, **kwargs):
        if args and PRESSED.isdisjoint(args[0]):
            kwargs["initial"], args = {"organism": args[0].getlist("organism")}, ()
        super().__init__(*args, **kwargs)
        self.fields["organism"].queryset = Organism.objects.visible_to(self.by).order_by(
            "name__french"
        )


class RelancesForm(SeveralForm):
    functions = forms.MultipleChoiceField(
        label="Écrire à",
        choices=[
            (Membership.Function.SIGNATORY, "Signataires"),
            (Membership.Function.CONTACT, "Correspondants"),
        ],
        widget=forms.CheckboxSelectMultiple,
        initial=[*Membership.Function],
        error_messages={"required": "Choisissez une fonction au moins."},
    )
    follow_on = FollowedDay(
        label="À suivre le",
        required=False,
        help_text="Ce jour-là, chaque relance revient à l’accueil.",
    )


class GiveForm(SeveralForm):
    """« Confier à »: somebody of the label's office."""

    person = forms.ModelChoiceField(None, label="Confier à", empty_label="Choisir")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = User.objects.filter(groups__name__in=LABEL_OFFICE, is_active=True)
        self.fields["person"].queryset = rows.distinct().order_by(
            "last_name__french", "first_name__french"
        )

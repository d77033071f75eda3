"""Form of a merger: who absorbs, since when, by which act, and whom it carries over."""

from django import forms

from labelling.committee.mergers.actions import carriable
from labelling.parties.organisms.models import Membership, Organism
from portal.core import clock
from portal.web.fields import PastDay, Reason, Several
from portal.web.forms import Form


class MemberField(Several):
    def label_from_instance(self, member):
        return f"{member.user}, {member.get_function_display()}"


class MergeForm(Form):
    """`thing` is the organism that is absorbed."""

    absorbing = forms.ModelChoiceField(
        label="Organisme qui l’absorbe",
        queryset=Organism.objects.none(),
        empty_label="Choisir",
        error_messages={"required": "Choisissez l’organisme qui l’absorbe."},
    )
    effective_on = PastDay(label="Date d’effet")
    act = forms.CharField(
        label="Référence de l’acte",
        help_text="L’arrêté, le traité de fusion ou la délibération, avec sa date.",
        max_length=200,
        error_messages={"required": "Donnez la référence de l’acte."},
    )
    reason = Reason(
        "Motif",
        minimum=20,
        why_long="les deux organismes et le comité le lisent",
        help_text="Les deux organismes et le comité le lisent.",
        max_length=2000,
    )
    carried = MemberField(
        label="Personnes invitées chez l’organisme qui absorbe",
        queryset=Membership.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    keeps_function = forms.TypedChoiceField(
        label="Leur rôle chez l’organisme qui absorbe",
        choices=(("", "Correspondants"), ("1", "Avec le rôle qu’elles ont")),
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = Organism.objects.filter(is_active=True).exclude(pk=self.thing.pk)
        self.fields["absorbing"].queryset = others.order_by("name__french")
        self.fields["effective_on"].initial = clock.today()
        members = carriable(self.thing)
        self.fields["carried"].queryset = members
        self.fields["carried"].initial = [one.pk for one in members]
        if not members:
            del self.fields["carried"], self.fields["keeps_function"]

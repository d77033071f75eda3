"""Forms of the committee beside its steps: session, attendance, interests, ballot, minutes."""

from datetime import datetime

from django import forms
from django.utils.html import format_html

from labelling.committee.agenda import actions as agenda
from labelling.committee.attendance import interests, seating
from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.committee.sessions.step_forms import LongReasonForm
from labelling.committee.votes import actions as votes
from labelling.parties.framework.votes import OPTION_LABELS
from portal.core import clock
from portal.web.fields import Hour, WorkedDay, area, asked_for
from portal.web.forms import Form, ModelForm

Kind = AgendaItem.Kind
CHANGED = "Ce relevé a changé pendant que vous lisiez. Rien n’a été enregistré : relisez, puis recommencez."
CONVENED = "L’heure, le lieu et la forme se changent avant la convocation."
INTEREST = (("non", "Aucun lien"), ("oui", "Un lien : je me retire de ce point"))
NOTES = {
    "grant_with_recommendations": "Mêmes dates\u00a0; l’organisme lit les recommandations avec la décision",
    "adjourn": "Le sujet revient devant le comité ; motivation obligatoire",
    "abstain": "Compté présent, pas dans les suffrages exprimés",
}


class SessionForm(Form):
    """A new session; its rules are those in force on its date."""

    held_on = WorkedDay(label="Date")
    starts_at = Hour(label="Heure", initial="10:00")
    place = forms.CharField(
        label="Lieu", help_text="Une salle, ou l’adresse de la visioconférence.", max_length=200
    )
    mode = forms.ChoiceField(
        label="Forme", choices=CommitteeSession.Mode.choices, widget=forms.RadioSelect
    )

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day <= clock.today():
            raise forms.ValidationError("Choisissez une date à venir.")
        if found := agenda.too_soon(day, self.by):
            raise forms.ValidationError(found)
        return day


class SessionEdit(ModelForm):
    sentence = "a modifié la séance"

    class Meta:
        model = CommitteeSession
        fields = ("starts_at", "place", "mode")
        widgets = {"starts_at": Hour.widget, "mode": forms.RadioSelect}


class MinutesEdit(ModelForm):
    """BR-59: until the approval only."""

    sentence = "a corrigé le relevé"

    class Meta:
        model = CommitteeSession
        fields = ("minutes_text",)
        widgets = {"minutes_text": area(30)}


class AddendumForm(Form):
    """BR-59: what corrects approved minutes."""

    conflict = CHANGED

    text = forms.CharField(
        label="Texte de l’additif",
        help_text="Ce qu’il corrige, et ce qu’il faut lire : 20 caractères au moins.",
        min_length=20,
        max_length=20_000,
        widget=area(10),
    )


class ApprovalForm(Form):
    """Nothing to type: what is approved is on the page."""

    conflict = CHANGED


class ListForm(Form):
    """Boxes to tick, one list a kind; a value is a reference, never a key."""

    is_filter = True  # no list is compulsory: nothing says « facultatif »

    def __init__(self, *args, session=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {}
        for kind, rows in agenda.candidates(session, self.by).items():
            found = {row.reference: row for row in rows[:100]}
            self.rows[kind] = found
            if found:
                self.fields[kind] = forms.MultipleChoiceField(
                    label=Kind(kind).label,
                    choices=[(reference, _named(row)) for reference, row in found.items()],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )

    @property
    def chosen(self):
        """[(kind, thing)] in the order shown."""
        return [
            (kind, self.rows[kind][reference])
            for kind, references in self.cleaned_data.items()
            for reference in references
        ]

    def clean(self):
        data = super().clean()
        if not any(data.values()):
            raise forms.ValidationError("Cochez au moins un point à inscrire.")
        return data


def _named(row):
    who = row.auditor if hasattr(row, "auditor") else row.organism
    return f"{who} ({row.reference})"


class AttendanceForm(Form):
    """Two boxes a seat: its titulaire, its suppléant."""

    conflict = (
        "La séance a changé pendant que vous notiez. Vos coches sont gardées. "
        "Relisez-les, puis enregistrez de nouveau."
    )

    hour = Hour(
        label="Heure de l’arrivée ou du départ",
        help_text="Comme 10:40. Sans heure, c’est maintenant. Le relevé la dit.",
        required=False,
    )

    def __init__(self, *args, session=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.session = session
        self.sittings = seating.read(session).on()
        self.is_noted = any(row.voter for row in self.sittings)
        for row in self.sittings:
            code = row.seat.code
            told = row.is_replaced and not self.is_noted
            for name, holder, is_here in (
                ("t", row.full, row.attendance.full_status == seating.PRESENT),
                ("s", row.substitute, told or row.attendance.substitute_status == seating.PRESENT),
            ):
                if holder:
                    self.fields[f"{name}-{code}"] = forms.BooleanField(
                        label=f"{holder.user}, {holder.get_rank_display()}",
                        required=False,
                        initial=is_here,
                    )

    @property
    def at(self):
        """The hour typed, on the day of the session; None for now."""
        hour = self.cleaned_data.get("hour")
        return hour and datetime.combine(self.session.held_on, hour, clock.PARIS)

    @property
    def marks(self):
        data = self.cleaned_data
        return {
            row.seat.pk: (
                data.get(f"t-{row.seat.code}", False),
                data.get(f"s-{row.seat.code}", False),
            )
            for row in self.sittings
        }

    @property
    def rows(self):
        """(seat, bound field of the titulaire or None, of the suppléant or None)."""
        names = self.fields
        return [
            (
                row.seat,
                *(
                    self[f"{n}-{row.seat.code}"] if f"{n}-{row.seat.code}" in names else None
                    for n in "ts"
                ),
            )
            for row in self.sittings
        ]


class InterestsForm(Form):
    """BR-51: one answer a point, and the nature of the interest when there is one."""

    def __init__(self, *args, items=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for item in self.items:
            own = next((row for row in item.interests.all() if row.user_id == self.by.pk), None)
            said = None if own is None else "oui" if own.has_interest else "non"
            self.fields[f"lien-{item.number}"] = forms.ChoiceField(
                label=f"Point {item.number}. {item.title}",
                choices=INTEREST,
                widget=forms.RadioSelect,
                initial=said,
                error_messages={"required": "Dites si vous avez un lien avec ce point."},
            )
            nature = forms.CharField(
                label=f"Si vous avez un lien avec le point {item.number}, lequel",
                max_length=500,
                initial=own.nature if own else "",
            )
            self.fields[f"nature-{item.number}"] = asked_for(nature, "demandé si vous en avez un")

    def clean(self):
        data = super().clean()
        for item in self.items:
            has_interest = data.get(f"lien-{item.number}") == "oui"
            if has_interest and len(data.get(f"nature-{item.number}", "")) < interests.NATURE_MIN:
                self.add_error(
                    f"nature-{item.number}", "Dites quel est ce lien, en 10 caractères au moins."
                )
        return data

    @property
    def rows(self):
        """(item, bound field of the answer, bound field of the nature)."""
        return [(i, self[f"lien-{i.number}"], self[f"nature-{i.number}"]) for i in self.items]

    @property
    def answers(self):
        data = self.cleaned_data
        said = {i: (data[f"lien-{i.number}"], data[f"nature-{i.number}"]) for i in self.items}
        return {item: nature if answer == "oui" else "" for item, (answer, nature) in said.items()}


class WithdrawForm(Form):
    """One member, one point, at any time before the vote closes."""

    nature = forms.CharField(
        label="Nature du lien",
        min_length=interests.NATURE_MIN,
        max_length=500,
        widget=area(3),
        error_messages={"min_length": "Dites quel est ce lien, en 10 caractères au moins."},
    )


class BallotForm(Form):
    option = forms.ChoiceField(
        label="Votre vote",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une réponse."},
    )

    def __init__(self, *args, is_barred=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = [
            (o, choice(self.thing, o)) for o in votes.options(self.thing, is_barred)
        ]
        self.fields["option"].is_boxed = True


def choice(item, option):
    """An answer with what it entails: the majority it needs, its dates."""
    notes = [NOTES.get(option, "")]
    if item.session.rules.is_special(item.kind, option):
        notes.append("Majorité renforcée")
    note = " ; ".join(note for note in notes if note)
    label = OPTION_LABELS[option]
    return format_html("<b>{}</b>{}", label, format_html("<small>{}</small>", note) if note else "")


class LiftForm(LongReasonForm):
    """BR-53."""


class WaiveForm(LongReasonForm):
    """BR-35."""


class LetStandForm(LongReasonForm):
    """BR-56."""

"""Forms of the follow-up: a note, an exchange, what has been done of its follow-up."""

from django import forms

from labelling.steering.follow_up.exchanges.actions import FACTS
from labelling.steering.follow_up.models import Exchange
from labelling.steering.follow_up.rules import colleagues
from portal.core import clock
from portal.search.filters import TextFilter
from portal.web.fields import Day, Hour, PastDay, Several, area, asked_for
from portal.web.forms import Form
from portal.web.submissions.edit_conflicts import stamp

KINDS = [one for one in Exchange.Kind.choices if one[0] != Exchange.Kind.RELANCE]
WHO = "Dites avec qui\u00a0: une personne de l’organisme, ou un nom."
WHEN = "Donnez un jour à la suite\u00a0: elle paraît ce jour-là à l’accueil."
PAST = "Ce jour est passé\u00a0: choisissez-en un qui vient."


class AboutForm(Form):
    """What is about an organism, or one of its dossiers."""

    dossier = forms.ModelChoiceField(
        None, label="Au sujet du dossier", required=False, empty_label="De l’organisme entier"
    )

    def __init__(self, *args, organism, **kwargs):
        super().__init__(*args, **kwargs)
        self.organism = organism
        self.fields["dossier"].queryset = organism.dossiers.visible_to(self.by)
        if not self.fields["dossier"].queryset.exists():
            del self.fields["dossier"]


class NoteForm(AboutForm):
    """The text of a note; those whom it mentions are chosen in a list."""

    conflict = "Cette note a changé pendant que vous écriviez. La vôtre est gardée."
    text = forms.CharField(label="Note", max_length=5000, widget=area(6))
    mentioned = Several(
        None,
        label="Citer",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chaque personne reçoit un courriel, et lit la note depuis son accueil.",
    )
    is_pinned = forms.BooleanField(label="Épingler en tête", required=False)
    field_order = ("text", "mentioned", "dossier", "is_pinned")

    def __init__(self, *args, note=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.note = note
        self.fields["mentioned"].queryset = colleagues().exclude(pk=self.by.pk)
        if note is not None:
            self.seen = stamp(note, ("text",))
            for name in ("dossier", "is_pinned"):
                self.fields.pop(name, None)
            self.texts = {"text": "note_du_bureau"}
            self.link_histories()

    def texts_of(self):
        return (self.note, "") if getattr(self, "note", None) is not None else None


class ExchangeForm(AboutForm):
    """What was said, with whom, when; what follows, on which day, and who sees to it."""

    conflict = "Cet échange a changé pendant que vous écriviez. Le vôtre est gardé."
    kind = forms.ChoiceField(label="Moyen", choices=KINDS, widget=forms.RadioSelect)
    on = PastDay(label="Jour")
    at = Hour(label="Heure", required=False)
    person = forms.ModelChoiceField(
        None, label="Avec", required=False, empty_label="Quelqu’un d’autre"
    )
    with_name = asked_for(
        forms.CharField(label="Nom de la personne", max_length=160),
        "demandé si elle n’est pas dans la liste",
    )
    said = forms.CharField(label="Ce qui s’est dit", max_length=5000, widget=area(6))
    next_step = forms.CharField(label="La suite", max_length=300, required=False)
    next_on = asked_for(Day(label="À suivre le"), "demandé avec une suite")
    charge = forms.ModelChoiceField(
        None,
        label="Suivi par",
        required=False,
        empty_label="Moi",
        help_text="Si quelqu’un s’est chargé du dossier, la suite lui revient.",
    )
    field_order = ("kind", "on", "at", "person", "with_name", "said", "dossier")

    def __init__(self, *args, exchange=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].is_scale = True
        self.fields["on"].initial = clock.today()
        rows = self.organism.memberships.filter(is_active=True, user__is_active=True)
        people = self.fields["charge"].queryset = colleagues()
        self.fields["person"].queryset = people.model.objects.filter(
            pk__in=rows.values("user")
        ).order_by("last_name__french", "first_name__french", "pk")
        self.is_past = exchange is not None and exchange.done_at is not None
        if exchange is not None:
            self.seen = stamp(exchange, FACTS)
            self.fields.pop("dossier", None)

    def clean(self):
        found = super().clean()
        if not (found.get("person") or found.get("with_name")) and "person" not in self.errors:
            self.add_error("with_name", WHO)
        if found.get("person"):
            found["with_name"] = ""
        if found.get("next_step") and not found.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", WHEN)
        if not self.is_past and found.get("next_on") and found["next_on"] < clock.today():
            self.add_error("next_on", PAST)
        return found


class SettleForm(Form):
    word = forms.CharField(label="Ce qui en est sorti", max_length=300, required=False)


class ListForm(TextFilter):
    """The filters of the log, in its address."""

    texts = ("organism__name", "said")
    q = forms.CharField(label="Organisme ou texte", max_length=80, required=False)
    moyen = forms.ChoiceField(
        label="Moyen", required=False, choices=[("", "Tous"), *Exchange.Kind.choices]
    )
    suite = forms.ChoiceField(
        label="Suite",
        required=False,
        choices=[
            ("", "Toutes"),
            ("a-faire", "À faire"),
            ("en-retard", "En retard"),
            ("faite", "Faite"),
        ],
    )

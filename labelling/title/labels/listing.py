"""List of labels: filters, order, rows."""

from django import forms
from django.db.models import Case, F, Value, When

from labelling.parties.organisms.forms import offer_regions
from labelling.parties.organisms.models import Organism
from labelling.title.labels.directory.forms import choice
from labelling.title.labels.models import OVER, Label
from portal.core import clock
from portal.exports.cells import act_page
from portal.exports.columns import Column
from portal.exports.tables import Again, Table
from portal.search.filters import TextFilter

S = Label.State
ENDED = Case(When(state__in=(S.PENDING, S.ACTIVE, S.EXTENDED, S.SUSPENDED), then=0), default=1)


def status(day):
    """`Label.status_on`, in SQL."""
    return Case(
        When(state=S.RENOUNCED, ended_on__gt=day, then=Value(S.ACTIVE)),
        When(state__in=OVER, then=F("state")),
        When(end_on__lt=day, then=Value(S.EXPIRED)),
        When(state=S.SUSPENDED, then=Value(S.SUSPENDED)),
        When(start_on__gt=day, then=Value(S.PENDING)),
        When(state=S.EXTENDED, then=Value(S.EXTENDED)),
        default=Value(S.ACTIVE),
    )


class FilterForm(TextFilter):
    """Every filter is in the address; an unknown value filters nothing."""

    texts = ("organism__name", "reference")
    q = forms.CharField(label="Organisme ou référence", required=False, max_length=80)
    etat = choice("État", S.choices, "Tous")
    famille = choice("Famille", Organism.Family.choices, "Toutes")
    region = choice("Région", ())
    fin = forms.IntegerField(
        label="Se termine en",
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.NumberInput({"data-size": "s"}),
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        offer_regions(self, by, Label.objects.visible_to(by))

    def narrow(self, rows):
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        asked.pop("q", "")
        if state := asked.pop("etat", ""):
            rows = rows.alias(today=status(clock.today())).filter(today=state)
        paths = {"famille": "organism__family", "region": "organism__region", "fin": "end_on__year"}
        return self.hear(rows.filter(**{paths[name]: value for name, value in asked.items()}))


def filter_form(user, query):
    return FilterForm(query, by=user)


def read_list(user, query, form=None):
    """The labels that a person sees: those that run first, the nearest to its end at the head."""
    rows = Label.objects.visible_to(user).select_related("organism")
    form = form or filter_form(user, query)
    return form.narrow(rows).order_by(ENDED, "end_on", "pk")


LABELS = Table(
    "labels",
    "Labels",
    (
        Column("organism", "Organisme", lambda one: one.organism.name),
        Column("reference", "Référence", lambda one: one.reference),
        Column("cycle", "Cycle", lambda one: one.cycle),
        Column("state", "État", lambda one: one.status_on(clock.today()).label),
        Column("start", "Du", lambda one: one.start_on),
        Column("end", "Au", lambda one: one.end_on),
    ),
    rows=read_list,
    form=filter_form,
    again=Again(
        "labelling:label_list",
        keys=("reference",),
        name="reference",
        page=lambda one: one.get_absolute_url(),
        pages={
            "organism": lambda user, one, text: one.organism.get_absolute_url(),
            "state": act_page,
            "end": lambda user, one, text: act_page(user, one, S.EXTENDED.label),
        },
    ),
)

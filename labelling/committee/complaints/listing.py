"""List of requests of all kinds that a person may see, in one query and its count."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Value,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from labelling.committee.complaints.models import KINDS, Admission, Appeal, Enquiry
from labelling.committee.complaints.rules import desk
from portal import search
from portal.assignments.registry import (
    CHOICES,
    NAMELESS,
    assignable_of,
    bearer_name,
    narrow,
    shares,
)
from portal.core import clock
from portal.search.filters import TextFilter, heard
from portal.web.pagination import Paginator
from portal.workflow import WORKFLOWS

A_PAGE = 25
NEVER = date(9999, 12, 31)
FIELDS = (
    "kind",
    "pk",
    "reference",
    "state",
    "due_on",
    "received_on",
    "who",
    "assigned",
    "sort",
    "bearer_name",
)
SITUATIONS = {"ouvertes": "En cours", "retard": "En retard", "closes": "Closes"}


def states():
    """[(code, word)] of all kinds; a code that several share takes the first one's word."""
    found = {}
    for model in KINDS.values():
        for code, word in model.State.choices:
            if code != Admission.State.UNCONFIRMED:  # nobody's to read
                found.setdefault(code, word)
    return list(found.items())


class FilterForm(TextFilter):
    """Every filter is in the address; an unknown value filters nothing."""

    q = forms.CharField(label="Référence ou organisme", required=False, max_length=80)
    nature = forms.ChoiceField(
        label="Nature",
        required=False,
        choices=[
            ("", "Toutes"),
            *((k, m._meta.verbose_name.capitalize()) for k, m in KINDS.items()),
        ],
    )
    situation = forms.ChoiceField(
        label="Situation", required=False, choices=[("", "Toutes"), *SITUATIONS.items()]
    )
    etat = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), *states()])
    charge = forms.ChoiceField(
        label="Qui s’en charge", required=False, choices=[("", "Tous"), *CHOICES]
    )

    def __init__(self, *args, by, **kwargs):
        """Who has taken a request is asked by the desk alone."""
        super().__init__(*args, **kwargs)
        if not desk(by, None):
            del self.fields["charge"]

    @property
    def asked(self):
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

    def chips(self):
        active = {name: value for name, value in self.asked.items() if value}
        return [
            {
                "label": dict(getattr(self.fields[name], "choices", ())).get(value, f"« {value} »"),
                "url": f"?{urlencode({k: v for k, v in active.items() if k != name})}",
            }
            for name, value in active.items()
        ]


@dataclass(frozen=True)
class Row:
    """A demand in a list."""

    kind: str
    pk: int
    reference: str
    state: str
    due_on: date | None
    received_on: date
    who: str
    is_assigned: bool
    sort: date
    bearer_name: str

    @property
    def model(self):
        return KINDS[self.kind]

    @property
    def noun(self):
        return self.model._meta.verbose_name.capitalize()

    @property
    def status(self):
        """The state as a member, with its word and look."""
        return self.model.State(self.state)

    @property
    def word(self):
        return self.status.label

    @property
    def undated(self):
        return WORKFLOWS[self.model].undated.get(self.state, "")

    @property
    def subject(self):
        return subject(self.model, self.who)

    @property
    def url(self):
        return reverse("labelling:request_detail", args=[self.reference])


def rows(user, *, q="", nature="", situation="", etat="", charge=""):
    """Tuples of FIELDS: the most urgent first, what is closed last, the latest first."""
    first, *others = [
        _select_fields(found, user, kind)
        for kind, found in _rows_by_kind(user, q, nature, situation, etat, charge)
    ]
    return first.union(*others, all=True).order_by("sort", "-received_on", "reference")


def count(user, *, q="", nature="", situation="", etat="", charge=""):
    """How many rows there are: what each tells is not asked."""
    first, *others = [
        found.values("pk") for _, found in _rows_by_kind(user, q, nature, situation, etat, charge)
    ]
    return first.union(*others, all=True).count()


def _rows_by_kind(user, q, nature, *asked):
    kinds = ((kind, model) for kind, model in KINDS.items() if nature in ("", kind))
    return [(kind, _narrow(model, user, q, *asked)) for kind, model in kinds]


def _select_fields(found, user, kind):
    model = found.model
    return found.annotate(
        kind=Value(kind, CharField()),
        who=about(model),
        assigned=assigned(model),
        sort=Coalesce("due_on", Value(NEVER)),
        bearer_name=bearer_name(model) if shares(user, assignable_of(model)) else NAMELESS,
    ).values_list(*FIELDS)


def _narrow(model, user, q, situation, etat, charge):
    found = narrow(model.objects.visible_to(user).order_by(), user, charge)
    if q:
        found = found.filter(_holding(model, q))
    if situation:
        today = clock.today()
        found = found.filter(
            {
                "ouvertes": Q(closed_on=None),
                "retard": Q(closed_on=None, due_on__lt=today),
                "closes": Q(closed_on__isnull=False),
            }[situation]
        )
    if etat:
        found = found.filter(state=etat)
    return found


def subject(model, who):
    """What a row of a list is about, from `about`."""
    return model.Topic(who).label if model is Enquiry else who


def about(model):
    """The expression of the topic of a message, or of the organism of another demand."""
    if model is Enquiry:
        return F("topic")
    if model is Appeal:
        return F("organism__name")
    return Coalesce("organism__name", "organism_name", output_field=CharField())


def assigned(model):
    """Whether somebody handles it, where somebody must."""
    if not hasattr(model, "handlers"):
        return Value(True, BooleanField())
    owner = model._meta.model_name
    return Exists(model.handlers.through.objects.filter(**{owner: OuterRef("pk")}))


def agreed(model, user):
    """Whether `user` agrees to the decision that the college of an appeal is proposed."""
    if model is not Appeal:
        return Value(False, BooleanField())
    mine = model.agreed_by.through.objects.filter(appeal=OuterRef("pk"), user=user.pk)
    return Exists(mine)


def upheld(model):
    """Whether the college of an appeal decides that the committee examines it again."""
    if model is not Appeal:
        return Value(False, BooleanField())
    return ExpressionWrapper(Q(outcome=Appeal.Outcome.UPHELD), BooleanField())


def _holding(model, q):
    if model is Enquiry:
        return heard(q, "reference")
    named = () if model is Appeal else ("organism_name",)
    return heard(q, "reference", "organism__name", *named)


def asked_of(user, form):
    """What the filters ask for; a text that no request holds, as it is spelt in them."""
    asked = form.asked
    if asked["q"] and not count(user, **asked):
        told = rows(user)[: search.AT_MOST]
        asked["q"] = form.nearest(one[FIELDS.index("who")] for one in told) or asked["q"]
    return asked


def page_of(user, query):
    """(form, page of Row) for the address's query."""
    form = FilterForm(query, by=user)
    asked = asked_of(user, form)
    paginator = Paginator(rows(user, **asked), A_PAGE)
    paginator.count = count(user, **asked)
    page = paginator.get_page(query.get("page"))
    page.object_list = [Row(*found) for found in page.object_list]
    return form, page

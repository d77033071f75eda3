"""Facts of the rows of the table that labels tell: status of the day, mention, renewal."""

from datetime import timedelta
from functools import cache

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least

from labelling.parties.framework.binding import published_versions
from labelling.parties.framework.models import LabelRulesVersion
from labelling.path.dossiers.models import FINAL, LabelDossier
from labelling.steering.monitoring.facts import dicts, dossiers, first
from labelling.steering.monitoring.sorting import each
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import IN_FORCE, OVER, Label, status_on
from portal.core import clock, working_days

L = Label.State
HELD = (*IN_FORCE, "suspended")  # with its dates, a label is held
RENEWING = ("renewal", "verification")
# {code: state} of a dossier, then of a label (no code is of both), in the order by which the column is sorted.
STATUSES = {state.value: state for state in (*LabelDossier.State, *L)}


def labels():
    """The one begun last; those to come, and annulled, after."""
    today = clock.today()
    is_told_last = Case(When(Q(state=L.ANNULLED) | Q(start_on__gt=today), then=1), default=0)
    return Label.objects.order_by(is_told_last, "-start_on", "-pk")


FIELDS = (
    "reference",
    "state",
    "start_on",
    "end_on",
    "ended_on",
    "dossier__rules",
    "mention",
    "is_renewed",
)


def _labels_of(keys):
    mention = Subquery(mentions().filter(label=OuterRef("pk")).values("title")[:1])
    rows = labels().annotate(mention=mention, is_renewed=Exists(renewing()))
    return rows.filter(organism__in=keys).values_list("organism", *FIELDS)


def load_labels(keys):
    """{organism: the fields of its label, with its status of today and the day by which its renewal is due}."""
    found, today = {}, clock.today()
    for key, told in dicts(_labels_of(keys), FIELDS):
        one = found.setdefault(key, told)
        if told["start_on"] > one["start_on"] and told["state"] != L.ANNULLED:
            one["is_renewed"] = True  # another label follows
    for one in found.values():
        dates = (one["start_on"], one["end_on"], one["ended_on"])
        one["status"] = status_on(one["state"], *dates, today)
        is_held = one["state"] in HELD and one["start_on"] <= today <= one["end_on"]
        one["first_on"], one["last_on"] = _period(one)
        one["renewal_due_on"] = _due(one) if is_held and not one["is_renewed"] else None
    return found


def _period(label):
    """Its first and last days: of what was annulled, none; of what ended before its time, the day it ended."""
    if label["state"] == L.ANNULLED:
        return None, None
    return label["start_on"], min(label["ended_on"] or label["end_on"], label["end_on"])


def with_period(rows):
    """Each with `first_on` and `last_on`, as `load_labels` tells them."""
    is_told = ~Q(state=L.ANNULLED)
    last = Least(Coalesce("ended_on", "end_on"), "end_on")
    return rows.annotate(
        first_on=Case(When(is_told, then=F("start_on"))), last_on=Case(When(is_told, then=last))
    )


def _due(label):
    """D12, by the rules of its dossier."""
    rules = published_versions(LabelRulesVersion).get(label["dossier__rules"])
    return rules and rules.due("D12", label["end_on"])


def label_status(told):
    """What is `told` of `labels.models.status_on` today, for a row of the database."""
    today = clock.today()
    then = {state: Value(told(state)) for state in L}
    over = [When(state=state, then=then[state]) for state in sorted(OVER)]
    return Case(
        When(state=L.RENOUNCED, ended_on__gt=today, then=then[L.ACTIVE]),
        *over,
        When(end_on__lt=today, then=then[L.EXPIRED]),
        When(state=L.SUSPENDED, then=then[L.SUSPENDED]),
        When(start_on__gt=today, then=then[L.PENDING]),
        When(state=L.EXTENDED, then=then[L.EXTENDED]),
        default=then[L.ACTIVE],
    )


def status_of(dossier, label):
    """Where an organism stands: its open dossier, else its label of today, else how its last dossier ended."""
    if label and (dossier is None or dossier["state"] in FINAL):
        return label["status"]
    return LabelDossier.State(dossier["state"]) if dossier else None


def _code(state):
    return state.value


def status():
    """The expression of `status_of`; nothing of an organism without dossier."""
    return first(_with_status(_code), "said")


def _with_status(told):
    """Dossiers, each with `said`: what is `told` of where its organism stands."""
    states = {state: When(state=state, then=Value(told(state))) for state in LabelDossier.State}
    label = labels().filter(organism=OuterRef("organism")).annotate(said=label_status(told))
    over = Coalesce(Subquery(label.values("said")[:1]), Case(*(states[state] for state in FINAL)))
    opened = (when for state, when in states.items() if state not in FINAL)
    return dossiers().annotate(said=Case(*opened, default=over))


def status_ranks():
    """The same as numbers, to sort: in the order of STATUSES."""
    ranks = {state: rank for rank, state in enumerate(STATUSES.values(), 1)}
    return each(_with_status(ranks.get), "said")


def label_ranks():
    ranks = {state: rank for rank, state in enumerate(L, 1)}
    return each(labels().annotate(rank=label_status(ranks.get)), "rank")


def mentions():
    return LabelMention.objects.in_force().order_by("-end_on", "-pk")


def renewing():
    """Dossiers submitted, under way, that are to give another label to the organism of a row."""
    rows = LabelDossier.objects.open().filter(organism=OuterRef("organism"))
    return rows.filter(dossier_type__in=RENEWING, submitted_on__isnull=False)


def to_renew():
    """Labels held whose renewal is not submitted yet, that no other label follows."""
    return Label.objects.held().filter(~Exists(_following()), ~Exists(renewing()))


def _following():
    rows = Label.objects.exclude(state=L.ANNULLED).filter(organism=OuterRef("organism"))
    return rows.filter(start_on__gt=OuterRef("start_on"))


def renewal_days():
    """[(organism, `renewal_due_on` of its label)], to sort."""
    rules = published_versions(LabelRulesVersion)
    due = cache(lambda code, end_on: code in rules and rules[code].due("D12", end_on))
    rows = (
        to_renew().order_by("-start_on", "-pk").values_list("organism", "dossier__rules", "end_on")
    )
    return [(key, due(*of_label)) for key, *of_label in rows]


def to_renew_within(months):
    """Labels whose renewal is to be submitted within so many months, each by its own rules; late ones too."""
    last = working_days.add_months(clock.today(), months)
    asked = Q(pk__in=())
    for key, rules in published_versions(LabelRulesVersion).items():
        asked |= Q(dossier__rules=key, end_on__lte=_last_end(rules, last))
    return to_renew().filter(asked)


def _last_end(rules, last):
    """The last day of a label whose renewal is due by `last`: D12 is counted in months, which are not as long."""
    day, end = timedelta(1), last + (last - rules.due("D12", last))
    while rules.due("D12", end + day) <= last:
        end += day
    while rules.due("D12", end) > last:
        end -= day
    return end

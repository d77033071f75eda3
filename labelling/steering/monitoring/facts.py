"""Facts of the rows of the table: the dossier, the audits, the decision and the contact that each organism shows.

The order of a queryset says which thing of an organism is shown: `first` asks the database for it, to filter all
organisms; `load_…` reads those of a page and takes the first. So one query a kind of thing shown.
"""

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat

from labelling.committee.models import AgendaItem
from labelling.parties.accreditation.models import AuditType
from labelling.parties.framework.kinds import DossierType
from labelling.parties.organisms.models import Membership, Organism
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import FINAL, PREPARED, LabelDossier
from labelling.path.dossiers.steps.workflow import DOSSIER, OFFICE
from labelling.steering.follow_up.exchanges.querysets import with_last_contact
from portal.access.models import User
from portal.assignments.registry import bearer_key, bearer_name
from portal.core import clock
from portal.ui import partial_dates
from portal.workflow.ordering import by_urgency

TO_LEAD = ("to_assign", "declined")  # states of an audit that nobody leads
UNSETTLED = ("removed", "void", "annulled")  # points of an agenda on which nobody has decided


def first(rows, name, path="organism"):
    """The expression of a field of the first of `rows` of each organism."""
    return Subquery(rows.filter(**{path: OuterRef("pk")}).values(name)[:1])


def dicts(rows, names):
    """[(organism, {name: value})] of rows that begin with the organism."""
    return [(key, dict(zip(names, values, strict=True))) for key, *values in rows]


def firsts(pairs):
    """{organism: the first} of (organism, thing)."""
    found = {}
    for key, thing in pairs:
        found.setdefault(key, thing)
    return found


def name_of(person):
    """The expression of a person's name, by the path to them."""
    return Concat(f"{person}__first_name", Value(" "), f"{person}__last_name")


def dossiers():
    """The open one first, the most urgent of them; else the latest."""
    return by_urgency(LabelDossier.objects.all(), FINAL)


def open_dossiers():
    """The same, without those that are over."""
    return by_urgency(LabelDossier.objects.open(), FINAL)


def with_hand(rows):
    """Each with `hand_word`: who holds the ball, as `LabelDossier.hand` tells it."""
    by_word = {}
    for state, word in DOSSIER.hands.items():
        by_word.setdefault(word, []).append(state)
    words = [When(state__in=states, then=Value(word)) for word, states in by_word.items()]
    ready = When(ready_on__isnull=False, state__in=PREPARED, then=Value(OFFICE))
    mending = When(waits_for__gt="", state__in=PREPARED, then=F("waits_for"))
    word = Case(ready, mending, *words, default=Value(""), output_field=CharField())
    return rows.annotate(hand_word=word)


def hands():
    """The words of who may hold the ball in an open dossier."""
    return list(dict.fromkeys(w for state, w in DOSSIER.hands.items() if state not in FINAL))


def with_delay(rows):
    """Each with `late`: for how long its date is over; nothing where it is not."""
    today = clock.today()
    late = ExpressionWrapper(Value(today, DateField()) - F("due_on"), output_field=DurationField())
    return rows.annotate(late=Case(When(due_on__lt=today, then=late), default=None))


def with_bearer(rows):
    """Each with `bearer`: who has taken it, or « personne »; and their key."""
    return rows.annotate(bearer=bearer_name(LabelDossier), bearer_key=bearer_key(LabelDossier))


OPENING = (DossierType.INITIAL, DossierType.RENEWAL)
OF_DOSSIER = (
    "reference",
    "state",
    "due_on",
    "hand_word",
    "bearer",
    "bearer_key",
    "submitted_on",
    "pk",
    "dossier_type",
    "taken_facts",
)


def _dossiers_of(keys):
    rows = with_bearer(with_hand(dossiers())).filter(organism__in=keys)
    return rows.values_list("organism", *OF_DOSSIER)


def load_dossiers(keys):
    """{organism: the fields of its dossier, "candidature": those of the one that opened its latest cycle, "cycles"}."""
    found = {}
    for key, told in dicts(_dossiers_of(keys), OF_DOSSIER):
        of_organism = found.setdefault(key, told | {"candidature": None, "cycles": 0})
        of_organism["candidature"] = _later(of_organism["candidature"], told)
        of_organism["cycles"] += told["dossier_type"] in OPENING
    return found


def _later(one, other):
    """As `candidatures` orders them."""
    told = [row for row in (one, other) if row and row["dossier_type"] in OPENING]
    return max(told, key=lambda row: (row["state"] not in FINAL, row["pk"]), default=None)


def candidatures():
    """The dossier that opened the cycle first: the one under way, else the latest; before it was another label."""
    is_over = Case(When(state__in=FINAL, then=1), default=0)
    return LabelDossier.objects.filter(dossier_type__in=OPENING).order_by(is_over, "-pk")


def cycles():
    """[(organism, how many dossiers opened a cycle)], to sort."""
    rows = LabelDossier.objects.filter(dossier_type__in=OPENING).order_by("organism")
    return rows.values_list("organism").annotate(many=Count("pk"))


def told_in_file(taken_facts, *labels):
    """What the tracking file said under one of these labels of a thing taken over: a day, often less precise."""
    known = dict((taken_facts or {}).get("known", ()))
    return next((known[label] for label in labels if known.get(label)), "")


def tell_day(day, *said):
    """The day itself; else what the file said of it, a day when it is precise, else in words; None of neither."""
    told = next(filter(None, said), "")
    return day or partial_dates.precise(told) or partial_dates.say(told) or None


def first_day(day, *said):
    """The same, to sort: the first day that it may have been."""
    span = partial_dates.parse(next(filter(None, said), ""))
    return day or (span and span[0])


def application_days():
    rows = candidatures().values_list("organism", "submitted_on", "taken_facts")
    return [(key, first_day(on, told_in_file(told, APPLICATION))) for key, on, told in rows]


def audit_days(audit_type):
    """[(organism, the day of this audit in its cycle)], to sort."""
    rows = missions(audit_type).values_list(AUDITED, "starts_on", "taken_facts")
    label, found = MILESTONES[audit_type], firsts((key, told) for key, *told in rows)
    return [
        (key, first_day(day, told_in_file(told, *DAYS_OF_AUDIT), told_in_file(known, label)))
        for key, known in _told_in_files()
        for day, told in (found.get(key, (None, None)),)
    ]


def decision_days():
    found = firsts(decisions().values_list(AUDITED, "session__held_on"))
    told = _told_in_files()
    return [(key, first_day(found.get(key), told_in_file(known, COMMITTEE))) for key, known in told]


def _told_in_files():
    return firsts(candidatures().values_list("organism", "taken_facts")).items()


AUDITED = "dossier__organism"
APPLICATION, COMMITTEE, DAYS_OF_AUDIT = "Candidature", "Comité", ("Début", "Fin")
MILESTONES = {
    AuditType.HQS: "Diagnostic HQS",
    AuditType.IMPLEMENTATION: "Audit de mise en œuvre",
    AuditType.VERIFICATION: "Audit de vérification",
}  # as `taken_facts` of a dossier name them


def of_the_cycle(rows):
    """Those of the dossiers of the latest cycle of each organism."""
    opening = candidatures().filter(organism=OuterRef(AUDITED)).values("pk")[:1]
    return rows.filter(dossier__gte=Coalesce(Subquery(opening), 0))


def missions(*audit_types):
    """Audits of the cycle that were not cancelled: those to come without their day, then the latest."""
    rows = of_the_cycle(AuditMission.objects.exclude(state="cancelled"))
    rows = rows.filter(audit_type__in=audit_types) if audit_types else rows
    return rows.order_by(F("starts_on").desc(nulls_first=True), "-pk")


def led_missions():
    """Those that somebody leads, has led, or is asked to lead."""
    return missions().filter(auditor__isnull=False).exclude(state__in=TO_LEAD)


OF_MISSION = (
    "audit_type",
    "reference",
    "state",
    "starts_on",
    "taken_facts",
    "auditor__slug",
    "auditor_name",
)


def _missions_of(keys):
    rows = missions().annotate(auditor_name=name_of("auditor__user"))
    return rows.filter(**{f"{AUDITED}__in": keys}).values_list(AUDITED, *OF_MISSION)


def load_missions(keys):
    """{organism: {type of audit: its fields, "auditor": those of the last one led}}."""
    found = {}
    for key, told in dicts(_missions_of(keys), OF_MISSION):
        of_organism = found.setdefault(key, {})
        of_organism.setdefault(told["audit_type"], told)
        if told["auditor__slug"] and told["state"] not in TO_LEAD:
            of_organism.setdefault("auditor", told)
    return found


def decisions():
    """Points of an agenda about a dossier of the cycle, the latest session first."""
    rows = AgendaItem.objects.filter(kind="label").exclude(state__in=UNSETTLED)
    return of_the_cycle(rows).order_by("-session__held_on", "-pk")


OF_DECISION = ("session__reference", "session__held_on")


def _decisions_of(keys):
    rows = decisions().filter(**{f"{AUDITED}__in": keys})
    return rows.values_list(AUDITED, *OF_DECISION)


def load_decisions(keys):
    return firsts(dicts(_decisions_of(keys), OF_DECISION))


def contacts():
    """Who acts for the organism today, a contact before a signatory."""
    return Membership.objects.filter(is_active=True).order_by("function", "since_on", "pk")


OF_FACTS = ("siren", "family", "region", "departement", "homes")
OF_ORGANISM = ("pk", "name", "slug", "taken_over_on", *OF_FACTS)
OF_CONTACT = (*OF_ORGANISM, "contact_name", "last_contact_on", "last_note")


def _organisms_of(keys):
    return Organism.objects.filter(pk__in=keys).order_by().values_list("pk", *OF_ORGANISM)


def load_organisms(keys):
    """{organism: its own fields}."""
    return firsts(dicts(_organisms_of(keys), OF_ORGANISM))


def _contacts_of(keys):
    """The person is read by their key: PostgreSQL would join all people to sort within a subquery."""
    person = Subquery(contacts().filter(organism=OuterRef(OuterRef("pk"))).values("user")[:1])
    named = User.objects.annotate(whole=Concat("first_name", Value(" "), "last_name"))
    name = Subquery(named.filter(pk=person).values("whole")[:1])
    rows = Organism.objects.filter(pk__in=keys).annotate(contact_name=name)
    return with_last_contact(rows).order_by().values_list("pk", *OF_CONTACT)


def load_contacts(keys):
    """The same, with who acts for it, when the office last had to do with it, its last note."""
    return firsts(dicts(_contacts_of(keys), OF_CONTACT))

"""Agenda of a session: creation, points added before it is frozen (BR-47), dossiers that may be added."""

from dataclasses import replace

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q

from labelling.committee.agenda.dates import first_open_agenda
from labelling.committee.attendance import interests, seating
from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.parties.accreditation.guards import AWAITING, in_renewal_window
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.framework.binding import current_committee_rules, current_rules
from labelling.parties.organisms.rules import chair, committee_office, instructor
from labelling.path.dossiers.models import LabelDossier
from labelling.title.hearings.models import Hearing
from labelling.title.labels.guards import renewal_open, withdrawal_announced
from labelling.title.labels.models import Label
from labelling.title.labels.workflow import LABEL
from portal.access.references import next_reference
from portal.core import clock, working_days
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log, facts

Kind, State = AgendaItem.Kind, AgendaItem.State
LIVE = (State.NOT_OPEN, State.OPEN, State.CLOSED, State.VOID)
OPEN_TO_LISTING = (CommitteeSession.State.DRAFT, CommitteeSession.State.CONVENED)
TO_COME = (*OPEN_TO_LISTING, CommitteeSession.State.PACK_SENT)
OPEN_TO_URGENCY = (*TO_COME, CommitteeSession.State.OPEN)
LABEL_STATES = {
    Kind.SUSPENSION: ("active", "extended"),
    Kind.WITHDRAWAL: ("active", "extended", "suspended"),
    Kind.REINSTATEMENT: ("suspended",),
    Kind.EXTENSION: ("active",),
}
may_list = instructor | committee_office


@transaction.atomic
def create(by, *, held_on, urgency_reason="", **fields):
    """A session in preparation, under the committee's rules in force on its date.

    `fields`: starts_at, place, mode.
    """
    if not may_list(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {may_list.label} peut préparer une séance."))
    if urgency_reason and not chair(by, None):
        raise Forbidden(Problem("forbidden", "Seule la présidence invoque l’urgence."))
    reference, rules = next_reference("QH-S", held_on.year), current_committee_rules(held_on)
    session = CommitteeSession(reference=reference, rules=rules, held_on=held_on, **fields)
    session.urgency_reason, session.due_on = urgency_reason, session.due_date("D09a")
    session.save()
    seating.prepare(session)
    sentence = f"{by} a préparé la séance du {words.day(held_on)}."
    audit_log.write(
        session, by=by, act="create", sentence=sentence, target=session.state, rules=rules.code
    )
    list_safeguards(session, by=by)
    session.refresh_from_db()
    return session


def freeze_date(session):
    """BR-47: the last day on which the agenda may change (D09)."""
    return session.due_date("D09")


def problem(session):
    """Why nothing can be added to this agenda any more, or None. A reconvened session keeps its urgency."""
    if session.state not in OPEN_TO_LISTING:
        said = session.get_state_display()
        text = (
            f"L’ordre du jour ne change plus\u00a0: la séance est à l’étape «\u00a0{said}\u00a0»."
        )
        return Problem("session_state", text)
    if clock.today() > freeze_date(session) and not session.urgency_reason:
        return Problem(
            "frozen", f"L’ordre du jour est gelé depuis le {words.day(freeze_date(session))}."
        )
    return None


def too_soon(held_on, user):
    """Why a session on that day could list nothing (BR-47), or ""; a safeguard to confirm is listed at any time."""
    rules, today = current_rules(), clock.today()
    if rules.due("D09", held_on) >= today or to_confirm(user).exists():
        return ""
    first = first_open_agenda(rules, held_on, today)
    frozen = f"Son ordre du jour serait gelé depuis le {words.day(rules.due('D09', held_on))}"
    return f"{frozen}\u00a0: rien ne pourrait s’y inscrire. Choisissez une date à partir du {words.day(first)}."


def is_urgent(kind, subject):
    """BR-72: a safeguard of the présidence goes to the next session, whatever its agenda."""
    return kind == Kind.SUSPENSION and subject.safeguard_on is not None


def to_confirm(user):
    """The labels under a safeguard that no session is called to confirm yet."""
    return _awaiting(Label.objects.visible_to(user))


def _awaiting(labels=None):
    labels = Label.objects.all() if labels is None else labels
    listed = AgendaItem.objects.filter(state__in=LIVE, kind=Kind.SUSPENSION, label=OuterRef("pk"))
    rows = labels.filter(safeguard_on__isnull=False).exclude(Exists(listed))
    return rows.select_related("organism")


@LABEL.follow
def follow_label(label, *, by, entry):
    """BR-72: a safeguard lists itself on the next session."""
    if entry.act == "safeguard":
        _list_safeguard(label, by=by)


def _list_safeguard(label, *, by):
    """The next session is the first that meets after the day of the safeguard, whatever its agenda."""
    sessions = CommitteeSession.objects.filter(state__in=TO_COME, held_on__gt=label.safeguard_on)
    meeting = sessions.exclude(mode=CommitteeSession.Mode.WRITTEN).order_by("held_on", "pk").first()
    if meeting and not unfit(Kind.SUSPENSION, label):
        _list(meeting, Kind.SUSPENSION, label, by=by, sentence="a inscrit d’office")


def list_safeguards(_session, *, by):
    """A session that is new, or given up, may be or leave the next one of those that wait."""
    for label in _awaiting():
        _list_safeguard(label, by=by)


def unexamined(session):
    """BR-72: the safeguards that would end with this session without having been on its agenda."""
    listed = session.items.filter(kind=Kind.SUSPENSION)
    return safeguarded_before(session).exclude(pk__in=listed.values("label"))


def safeguarded_before(session):
    """BR-72: the safeguards that end with this session, less those of its day and those that another one hears."""
    if session.is_written:
        return Label.objects.none()
    elsewhere = AgendaItem.objects.filter(
        state__in=LIVE, kind=Kind.SUSPENSION, label=OuterRef("pk")
    )
    rows = Label.objects.filter(safeguard_on__lt=session.held_on)
    rows = rows.exclude(Exists(elsewhere.exclude(session=session.pk)))
    return rows.select_related("organism", "dossier__rules").order_by("pk")


def may_add(session, user):
    """Whether the page that lists points has something to offer."""
    if not may_list(user, session):
        return False
    is_open = problem(session) is None
    return is_open or (session.state in OPEN_TO_URGENCY and to_confirm(user).exists())


def add(session, kind, subject, *, by):
    """List a dossier, a label's measure or an accreditation; a dossier becomes « inscrit » (one act)."""
    if not (instructor if kind == Kind.LABEL else may_list)(by, session):
        raise Forbidden(
            Problem("forbidden", "Le référent label inscrit les points à l’ordre du jour.")
        )
    return _list(session, kind, subject, by=by, sentence="a inscrit")


def _list(session, kind, subject, *, by, sentence):
    sentence = f"{sentence} à l’ordre du jour : {subject}"
    data = {}
    with acting(session, by=by, act="list", sentence=sentence, data=data) as current:
        is_late = not (is_urgent(kind, subject) and current.state in OPEN_TO_URGENCY)
        if found := (is_late and problem(current)) or unfit(kind, subject):
            raise Refused(found)
        last = current.items.aggregate(last=Max("number"))["last"] or 0
        item = AgendaItem(session=current, kind=kind, number=last + 1)
        setattr(item, _field(kind), subject)
        item.save()
        if kind == Kind.LABEL:
            item.dossier = subject.workflow.fire(subject, "schedule", by=by)
        data |= facts.rows(**interests.record(item))
    return item


@transaction.atomic
def add_all(session, chosen, *, by):
    """List every (kind, thing), or none; a refusal says of which one."""
    return [_add_named(session, kind, thing, by) for kind, thing in chosen]


def _add_named(session, kind, thing, by):
    try:
        return add(session, kind, thing, by=by)
    except Refused as refusal:
        named = [
            one if str(thing) in one.text else replace(one, text=f"{thing} : {one.text}")
            for one in refusal.problems
        ]
        raise Refused(*named, thing=session) from refusal


def _field(kind):
    return {Kind.LABEL: "dossier", Kind.ACCREDITATION: "accreditation"}.get(kind, "label")


def unfit(kind, subject):
    """Why this subject cannot be put to this vote, or None: a safeguard to confirm stands beside another measure."""
    listed = subject.agenda_items.filter(state__in=LIVE)
    if kind in LABEL_STATES and subject.safeguard_on:
        is_confirmation = Q(kind=Kind.SUSPENSION)
        listed = listed.filter(is_confirmation if kind == Kind.SUSPENSION else ~is_confirmation)
    if listed.exists():
        return Problem("already_listed", f"Déjà à l’ordre du jour d’une séance : {subject}.")
    if kind == Kind.LABEL:
        if subject.state == LabelDossier.State.REVIEW:
            return None
        said = subject.get_state_display().lower()
        return Problem(
            "not_in_review", f"Seul un dossier en instruction s’inscrit ; celui-ci est : {said}."
        )
    return unready(kind, subject)


def renewing(items):
    """Of the labels to extend among these points, those whose renewal is open (BR-74); one query at most."""
    labels = [item.label for item in items if item.kind == Kind.EXTENSION]
    if not labels:
        return frozenset()
    organisms = [label.organism_id for label in labels]
    rows = LabelDossier.objects.filter(dossier_type="renewal", organism__in=organisms).open()
    known = set(rows.values_list("organism", flat=True))
    return frozenset(label.pk for label in labels if label.organism_id in known)


def unready(kind, subject, *, is_renewing=False):
    """Asked when listing and again when the vote opens; a listed dossier is « inscrit »."""
    if kind == Kind.LABEL:
        wanted, is_ready = "inscrit au comité", subject.state == LabelDossier.State.SCHEDULED
    elif kind == Kind.ACCREDITATION:
        wanted, is_ready = "à valider ni à renouveler en comité", _awaits_vote(subject)
    else:
        wanted = "en vigueur ou suspendu"
        is_ready = subject.state in LABEL_STATES[kind] or is_urgent(kind, subject)
    if not is_ready:
        said = subject.get_state_display().lower()
        return Problem("subject_state", f"{subject} n’est pas {wanted} : l’état est « {said} ».")
    if kind == Kind.WITHDRAWAL:
        return withdrawal_announced(subject)
    return renewal_open(subject) if kind == Kind.EXTENSION and not is_renewing else None


def _awaits_vote(accreditation):
    """A first grant, a renewal inside its window (BR-43), or what follows a suspension."""
    if accreditation.state == AuditorAccreditation.State.ACTIVE:
        return in_renewal_window(accreditation) is None
    return accreditation.state in AWAITING


def candidates(session, user):
    """{kind: things that `user` may list}: rows seen by the person, not listed anywhere yet."""
    if problem(session):
        return {Kind.SUSPENSION: to_confirm(user)}
    listed = AgendaItem.objects.filter(state__in=LIVE)
    held = Label.objects.visible_to(user).select_related("organism")
    held = held.exclude(Exists(listed.filter(label=OuterRef("pk"))))
    renewing = LabelDossier.objects.filter(
        organism=OuterRef("organism"), dossier_type="renewal"
    ).open()
    soon = working_days.add_months(clock.today(), current_rules().accreditation_renewal_months)
    awaiting = Q(state__in=AWAITING) | Q(state="active", ends_on__lte=soon)
    dossiers = LabelDossier.objects.visible_to(user).filter(state=LabelDossier.State.REVIEW)
    applications = AuditorAccreditation.objects.visible_to(user).select_related("auditor__user")
    noticed = Q(notice_sent_on__isnull=False)
    return {
        Kind.LABEL: dossiers.select_related("organism").order_by("organism__name__french"),
        Kind.SUSPENSION: held.filter(
            Q(noticed, state__in=LABEL_STATES[Kind.SUSPENSION]) | Q(safeguard_on__isnull=False)
        ),
        Kind.WITHDRAWAL: held.filter(noticed, state__in=LABEL_STATES[Kind.WITHDRAWAL]).exclude(
            Exists(Hearing.objects.running().filter(label=OuterRef("pk"), measure="suspension"))
        ),
        Kind.REINSTATEMENT: held.filter(state__in=LABEL_STATES[Kind.REINSTATEMENT]),
        Kind.EXTENSION: held.filter(Exists(renewing), state__in=LABEL_STATES[Kind.EXTENSION]),
        Kind.ACCREDITATION: applications.filter(awaiting).exclude(
            Exists(listed.filter(accreditation=OuterRef("pk")))
        ),
    }


def lateness(session, by, reason):
    """BR-46: later than D09a before the session, only the président convenes, with a reason of urgency."""
    last = session.due_date("D09a")
    if clock.today() <= last or session.urgency_reason:
        return None
    if not reason:
        return Problem(
            "late_convocation",
            f"La convocation devait partir avant le {words.day(last)} : il y faut un motif d’urgence.",
        )
    if by is not None and chair(by, session):
        return None
    return Problem("late_convocation", "Seule la présidence invoque l’urgence.")

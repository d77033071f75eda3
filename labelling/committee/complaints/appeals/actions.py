"""Submission of an appeal by a signatory, within its delay (D16)."""

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Q

from labelling.committee.complaints.appeals import notices
from labelling.committee.complaints.models import PREFIX, Appeal
from labelling.committee.votes.models import AGAINST, Decision
from labelling.parties.framework.deadlines import with_delay
from labelling.parties.framework.votes import OPTION_LABELS
from labelling.parties.organisms.models import Membership
from labelling.parties.organisms.rules import memberships, signatory
from portal import documents
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log

PROCEDURES = ("item__dossier", "item__label__dossier")  # where `procedure` finds the dossier
SIGNS = Membership.Function.SIGNATORY


def procedure(decision):
    """The dossier whose rules bind the decision."""
    return decision.item.dossier or decision.item.label.dossier


def describe_decision(decision):
    """« Attribution du label, refuser, comité du 24 novembre 2026 »."""
    session, kind = str(decision.item.session), decision.item.get_kind_display()
    option = OPTION_LABELS.get(decision.option, decision.option).lower()
    what = {"yes": kind, "no": f"{kind} rejetée"}.get(decision.option, f"{kind}, {option}")
    return f"{what}, {session[:1].lower()}{session[1:]}"


def organism_of(decision):
    return procedure(decision).organism


def last_day(decision):
    """D16: the last day to appeal, that day included; from the day of the notification."""
    return procedure(decision).rules.due("D16", decision.notified_on)


def signed_for(user):
    return [organism for organism, function in memberships(user).items() if function == SIGNS]


def notified(user):
    """The decisions notified against those for whom `user` signs, without an appeal; None for nobody."""
    organisms = signed_for(user)
    if not organisms:
        return None
    own = Q(item__dossier__organism__in=organisms) | Q(item__label__organism__in=organisms)
    return _notified().filter(own)


def dated(user, dossier):
    """The same for a list that dates its rows in one query (`DELAY`): those that `dossier`, a path, leads to.

    One of PROCEDURES at a time: both in a query take the database three times as long to plan.
    """
    organisms = signed_for(user)
    if not organisms:
        return None
    rows = _notified().filter(**{f"{dossier}__organism__in": organisms})
    if dossier != PROCEDURES[0]:
        rows = rows.filter(item__dossier=None)
    return with_delay(rows, "D16", OuterRef(f"{dossier}__rules"))


def _notified():
    return Decision.objects.filter(
        AGAINST, annulled_on=None, appeal=None, notified_on__isnull=False
    )


def appealable(user):
    """The decisions that `user` may appeal against today, the latest first."""
    rows = notified(user)
    if rows is None:
        return []
    rows = rows.select_related(
        "item__dossier__organism",
        "item__dossier__rules",
        "item__label__organism",
        "item__label__dossier__organism",
        "item__label__dossier__rules",
        "item__session",
    )
    return [row for row in rows.order_by("-notified_on", "-pk") if last_day(row) >= clock.today()]


def problems(decision):
    """Why this decision may not be appealed against now."""
    if decision.annulled_on or not Decision.objects.filter(AGAINST, pk=decision.pk).exists():
        return [Problem("not_against", "Cette décision ne peut pas faire l’objet d’un recours.")]
    if decision.notified_on is None:
        return [Problem("not_notified", "Le délai de recours court dès la notification.")]
    if clock.today() > last_day(decision):
        sentence = f"Le recours était possible jusqu’au {words.day(last_day(decision))}."
        return [Problem("too_late", sentence)]
    return []


def lodge(decision, *, by, text, upload=None):
    """Form the appeal; once a decision, whoever signs."""
    organism = organism_of(decision)
    if not signatory(by, organism):
        raise Forbidden(Problem("forbidden", f"Seule {signatory.label} forme un recours."))
    if found := problems(decision):
        raise Refused(*found)
    try:
        with transaction.atomic():
            return _lodge(decision, organism, by, text, upload)
    except IntegrityError as error:
        raise Refused(
            Problem("already", "Un recours est déjà formé contre cette décision.")
        ) from error


def _lodge(decision, organism, by, text, upload):
    today = clock.today()
    promised = procedure(decision).rules.due(Appeal.promise, today)
    appeal = Appeal.objects.create(
        reference=next_reference(PREFIX, today.year),
        organism=organism,
        decision=decision,
        lodged_by=by,
        text=text,
        promised_on=promised,
        due_on=promised,
    )
    if upload:
        appeal.file = documents.store(upload, holder=appeal, by=by, kind="recours")
        appeal.save(update_fields=["file"])
    entry = audit_log.write(
        appeal,
        by=by,
        act="lodge",
        sentence=f"{by} a formé le recours.",
        target=appeal.state,
        rules=appeal.rules_version,
    )
    for notice in (
        notices.LODGED,
        notices.APPEAL_ARRIVED,
        notices.APPEAL_FOLLOWED,
    ):
        outbox.write(notice, appeal, entry, topic=notices.TOPIC)
    return appeal

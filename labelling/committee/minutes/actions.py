"""Actions on addenda to minutes: write, approve, print with the minutes (BR-59)."""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import transaction
from django.tasks import task

from labelling.committee import notices
from labelling.committee.minutes import printing, writing
from labelling.committee.minutes.models import MinutesAddendum
from labelling.committee.models import CommitteeSession
from labelling.parties.organisms.rules import chair, secretary
from portal import documents
from portal.core import clock
from portal.documents import pdf
from portal.notifications import outbox
from portal.ops.worker import daily
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

TEMPLATE = "labelling/committee/minutes_addenda.pdf.html"
State = CommitteeSession.State
CORRECTABLE = (State.MINUTES_APPROVED, State.ARCHIVED)


def is_correctable(session):
    return session.state in CORRECTABLE


def pending(session):
    """The addendum that awaits the président, or None: one at a time."""
    return session.addenda.filter(approved_on=None).first() if is_correctable(session) else None


def approved(session):
    rows = session.addenda.filter(approved_on__isnull=False)
    return list(rows.select_related("file", "approved_by").order_by("number"))


@transaction.atomic
def write(session, text, *, by, expected_version=None):
    """Save the addendum; the secretariat may edit it until the président approves."""
    if not secretary(by, session):
        raise Forbidden(Problem("forbidden", f"Seul {secretary.label} écrit un additif."))
    with acting(
        session,
        by=by,
        act="addendum",
        sentence="a écrit un additif au relevé",
        expected_version=expected_version,
    ) as current:
        if not is_correctable(current):
            raise Refused(Problem("not_approved", "Un additif suit un relevé approuvé."))
        row = pending(current) or MinutesAddendum(
            session=current, number=current.addenda.count() + 1
        )
        row.text, row.written_on, row.written_by = text.strip(), clock.today(), by
        row.save()
    entry = audit_log.entries_of(session).first()
    outbox.write(notices.ADDENDUM_TO_APPROVE, current, entry, topic="labelling/committee")
    return row


def approve(session, *, by, expected_version=None):
    """Approve and fingerprint the addendum; the minutes and their file are unchanged."""
    if not chair(by, session):
        raise Forbidden(Problem("forbidden", f"Seule {chair.label} approuve un additif."))
    data = {}
    with acting(
        session,
        by=by,
        act="approve_addendum",
        sentence="a approuvé un additif au relevé",
        expected_version=expected_version,
        data=data,
    ) as current:
        row = pending(current)
        if row is None:
            raise Refused(Problem("no_addendum", "Aucun additif n’attend d’approbation."))
        row.approved_on, row.approved_by = clock.today(), by
        row.digest = data["digest"] = row.fingerprint(current.minutes_digest)
        row.save()
        reference, number = current.reference, row.number
        transaction.on_commit(lambda: make_pdf.enqueue(reference, number))
    return row


@task
def make_pdf(reference, number, attempt=0):
    """The minutes as approved, then every addendum up to this one; once. What fails is tried again."""
    session = CommitteeSession.objects.get(reference=reference)
    addenda = [row for row in approved(session) if row.number <= number]
    row = addenda[-1]
    if row.file_id:
        return
    printing.tried(
        session,
        f"de l’additif {number}",
        lambda: _print(session, addenda),
        task=make_pdf,
        args=(reference, number),
        attempt=attempt,
    )


def _print(session, addenda):
    row = addenda[-1]
    reference, number = session.reference, row.number
    context = {"session": session, "addenda": addenda, "is_demo": settings.IS_DEMO}
    title = f"Relevé de décisions {reference}, additif {number}"
    content = pdf.render(TEMPLATE, context | writing.parts(session), title=title)
    name = f"releve-{reference}-additif-{number}.pdf"
    upload = InMemoryUploadedFile(
        BytesIO(content), "file", name, "application/pdf", len(content), None
    )
    stored = documents.store(
        upload,
        holder=session,
        by=row.approved_by,
        kind="minutes",
        confidentiality=documents.Confidentiality.COMMITTEE,
    )
    MinutesAddendum.objects.filter(pk=row.pk, file=None).update(file=stored)


@daily
def print_missing():
    """Ask again, each morning, for what was approved before today and has no PDF."""
    today = clock.today()
    sessions = CommitteeSession.objects.filter(minutes_file=None, minutes_approved_on__lt=today)
    lines = audit_log.entries_of_all(sessions).filter(act="approve_minutes").order_by("seq")
    approved_by = dict(lines.values_list("aggregate_id", "actor_id"))
    for session in sessions:
        if session.pk in approved_by:
            writing.make_pdf.enqueue(session.reference, approved_by[session.pk])
    rows = MinutesAddendum.objects.filter(file=None, approved_on__lt=today)
    for row in rows.select_related("session"):
        make_pdf.enqueue(row.session.reference, row.number)


def list_addenda(session, user):
    """What stands under the minutes: approved addenda for all, the pending one for who writes and approves."""
    may_write = secretary(user, session) and is_correctable(session)
    may_approve = chair(user, session)
    waiting = pending(session) if may_write or may_approve else None
    return {
        "addenda": approved(session),
        "pending": waiting,
        "may_write_addendum": may_write,
        "may_approve_addendum": may_approve and waiting is not None,
    }

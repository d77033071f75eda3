"""Notification of a session's decisions: the mail of each, with its motives and its remedy (BR-60, D16)."""

from labelling.committee import notices
from labelling.committee.models import AgendaItem, Decision
from labelling.parties.accreditation import notices as accreditation_notices
from labelling.title.labels import notices as label_notices
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words

Kind = AgendaItem.Kind
TAKEN = {Kind.SUSPENSION: label_notices.SUSPENDED, Kind.WITHDRAWAL: label_notices.WITHDRAWN}
SUBJECTS = (
    "dossier__organism",
    "label__organism",
    "accreditation__auditor__user",
    "session",
    "decision",
)


def notice_of(item):
    """The mail of its decision, and the topic of its text; None for what was told when it opened a right."""
    option = item.decision.option
    if item.dossier:
        return notices.DECIDED, "labelling/committee"
    if item.accreditation:
        if option == "validate":
            return None
        return accreditation_notices.NOTIFIED, "labelling/accreditation"
    if option == "yes":
        found = TAKEN.get(item.kind)
        return found and (found, "labelling/labels")
    return label_notices.NOT_TAKEN, "labelling/labels"


def list_decision_mails(session):
    """[(point, its mail, topic)] of the decisions that a notification tells by a mail."""
    rows = session.items.filter(decision__isnull=False).select_related(*SUBJECTS)
    found = [(item, notice_of(item)) for item in rows.order_by("number")]
    return [(item, *kind) for item, kind in found if kind]


def notify(session, *, by, **_):
    """BR-60: decisions are notified on this day, within D10 of the approval."""
    Decision.objects.filter(item__session=session).update(notified_on=clock.today())


def tell(session, *, by):
    """In the transaction of the notification, once a decision."""
    for item, notice, topic in list_decision_mails(session):
        key = f"{item._meta.label_lower}:{item.pk}"
        outbox.write_once(notice, item.subject, key=key, topic=topic)


def preview(session):
    """To whom the decisions are told, and what cannot be taken back."""
    many = Decision.objects.filter(item__session=session).count()
    dated = words.count(many, "décision est notifiée", "décisions sont notifiées")
    named = [
        f"{item.organism or item.accreditation.auditor} ({item.subject.reference})"
        for item, _notice, _topic in list_decision_mails(session)
    ]
    mails = (
        f"Un courriel porte la décision, ses motifs et son recours à\u00a0: {', '.join(named)}."
        if named
        else "Aucun courriel ne part\u00a0: ce qui a été accordé a déjà été annoncé."
    )
    return [
        f"{dated} aujourd’hui\u00a0: les délais de recours courent dès ce jour." if many else "",
        mails,
        "La séance est archivée\u00a0: elle ne change plus, et une notification ne se reprend pas.",
    ][not many :]

"""The mails of a label's life, with the people whom each one reaches."""

from labelling.organisms import reaching
from portal.core import clock
from portal.models import Role
from portal.notifications.notices import Notice
from portal.notifications.recipients import Holders

HELD = "Vous recevez ce message parce que votre organisme détient ce label."
FOLLOWED = "Vous recevez ce message parce que vous suivez les labels."


members = reaching.members()
office = Holders((Role.REFERENT, Role.DEPUTY))
printers = Holders((Role.REFERENT, Role.DEPUTY, Role.TECH))  # of a PDF that the worker gave up


def renewal_missing(label):
    """BR-75: reminders stop when the renewal dossier is submitted."""
    return not any(
        one.dossier_type == "renewal"
        and one.submitted_on is not None
        and one.created_at.astimezone(clock.PARIS).date() >= label.start_on
        for one in label.organism.dossiers.all()  # what a forecast has read for all labels at once
    )


GRANTED = Notice(
    "label.granted",
    about="labelling.Label",
    template="labelling/labels/mail/granted.txt",
    to=members,
    why=HELD,
)
RENEWAL = Notice("label.renewal", to=members, why=HELD, still=renewal_missing)
EXPIRED = Notice("label.expired", to=members, why=HELD)
SUSPENDED = Notice("label.suspended", to=members, why=HELD, dates=("suspended_on",))
REINSTATED = Notice("label.reinstated", to=members, why=HELD)
WITHDRAWN = Notice("label.withdrawn", to=members, why=HELD, dates=("ended_on",))
SAFEGUARDED = Notice("label.safeguarded", to=members, why=HELD)
TO_CONFIRM = Notice("label.to_confirm", to=office, why=FOLLOWED)
LAPSED = Notice("label.lapsed", to=members, why=HELD)
PRINT_FAILED = Notice(
    "attestation.print_failed",
    about="labelling.Attestation",
    template="labelling/labels/mail/print_failed.txt",
    to=printers,
    why="Vous recevez ce message parce que vous relancez les attestations.",
)
ANNULLED = Notice("label.annulled", to=members, why=HELD, dates=("ended_on",))
EXTENDED = Notice("label.extended", to=members, why=HELD)
CONTRADICTORY = Notice("label.contradictory", to=members, why=HELD, dates=("notice_sent_on",))
RENOUNCED = Notice("label.renounced", to=office, why=FOLLOWED, dates=("ended_on",))
SUSPENSION_OVER = Notice("label.suspension_over", to=office, why=FOLLOWED, dates=("due_on",))

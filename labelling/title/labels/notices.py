"""Notices of a label, with their recipients."""

from labelling.parties.organisms.people import recipients
from portal.core import clock
from portal.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Holders

GROUP = Group("Labels", 500)
TO_MEMBERS = "les membres de l’organisme"
TO_OFFICE = "le référent label"

HELD = "Vous recevez ce message parce que votre organisme détient ce label."
FOLLOWED = "Vous recevez ce message parce que vous suivez les labels."


members = recipients.members()
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
    "Le label vous est accordé",
    about="labelling.Label",
    template="labelling/labels/mail/granted.txt",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    mandatory="ce message ouvre vos droits et vos engagements de labellisé",
    group=GROUP,
)
TO_CONFIRM = Notice(
    "label.to_confirm",
    "Un label est suspendu à titre conservatoire",
    to=office,
    why=FOLLOWED,
    dates=("safeguard_on",),
    audience=TO_OFFICE,
    group=GROUP,
)
EXTENDED = Notice(
    "label.extended",
    "Votre label est prolongé",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    group=GROUP,
)
SAFEGUARDED = Notice(
    "label.safeguarded",
    "Votre label est suspendu à titre conservatoire",
    to=members,
    why=HELD,
    states=("suspended",),
    audience=TO_MEMBERS,
    group=GROUP,
)
RENEWAL = Notice(
    "label.renewal",
    "Votre label prend bientôt fin",
    to=members,
    why=HELD,
    still=renewal_missing,
    audience=TO_MEMBERS,
    deadline=True,
    mandatory="le règlement du label prévoit ces rappels avant la fin de validité",
    group=GROUP,
)
EXPIRED = Notice(
    "label.expired",
    "Votre label a pris fin",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    mandatory="l’usage de la marque cesse à cette date",
    group=GROUP,
)
LAPSED = Notice(
    "label.lapsed",
    "La suspension conservatoire a pris fin",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    mandatory="le label est de nouveau en vigueur, et la marque peut de nouveau être employée",
    group=GROUP,
)
HEARING_DROPPED = Notice(
    "label.hearing_dropped",
    "La phase contradictoire est close",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    mandatory="la mesure dont vous étiez averti n’est plus envisagée",
    group=GROUP,
)
RESTORED = Notice(
    "label.restored",
    "Le retrait de votre label est réexaminé",
    to=members,
    why=HELD,
    states=("suspended",),
    audience=TO_MEMBERS,
    mandatory="votre recours est accueilli, et la marque reste suspendue d’ici au réexamen",
    group=GROUP,
)
SUSPENDED = Notice(
    "label.suspended",
    "Votre label est suspendu",
    about="labelling.Label",
    template="labelling/labels/mail/suspended.txt",
    to=members,
    why=HELD,
    dates=("suspended_on",),
    audience=TO_MEMBERS,
    mandatory="la suspension vous est notifiée par ce message et ouvre le délai de recours",
    group=GROUP,
)
SUSPENSION_OVER = Notice(
    "label.suspension_over",
    "Une suspension arrive à son terme",
    to=office,
    why=FOLLOWED,
    dates=("due_on",),
    audience=TO_OFFICE,
    deadline=True,
    group=GROUP,
)
REINSTATED = Notice(
    "label.reinstated",
    "Votre label est rétabli",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    group=GROUP,
)
WITHDRAWN = Notice(
    "label.withdrawn",
    "Votre label est retiré",
    about="labelling.Label",
    template="labelling/labels/mail/withdrawn.txt",
    to=members,
    why=HELD,
    dates=("ended_on",),
    audience=TO_MEMBERS,
    mandatory="le retrait vous est notifié par ce message et ouvre le délai de recours",
    group=GROUP,
)
NOT_TAKEN = Notice(
    "label.not_taken",
    "Le comité s’est prononcé sur votre label",
    about="labelling.Label",
    template="labelling/labels/mail/not_taken.txt",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    mandatory="la décision du comité vous est notifiée par ce message",
    group=GROUP,
)
ANNULLED = Notice(
    "label.annulled",
    "Votre label est annulé",
    to=members,
    why=HELD,
    dates=("ended_on",),
    audience=TO_MEMBERS,
    mandatory="l’annulation vous est notifiée par ce message et ouvre le délai de recours",
    group=GROUP,
)
RENOUNCED = Notice(
    "label.renounced",
    "Un organisme renonce à son label",
    to=office,
    why=FOLLOWED,
    dates=("ended_on",),
    audience=TO_OFFICE,
    group=GROUP,
)
PRINT_FAILED = Notice(
    "attestation.print_failed",
    "Une attestation n’a pas pu être imprimée",
    about="labelling.Attestation",
    template="labelling/labels/mail/print_failed.txt",
    to=printers,
    still=lambda attestation: attestation.status == attestation.Status.FAILED,
    why="Vous recevez ce message parce que vous relancez les attestations.",
    audience=TO_OFFICE,
    group=GROUP,
    asks=True,
)

register_placeholders(
    {
        "thing.appeal_delay": "delai_de_recours",
        "thing.attempts": "essais",
        "thing.end_on": "fin",
        "thing.end_on|distance": "fin_dans",
        "thing.ended_on": "fin",
        "thing.error": "erreur",
        "thing.notified_decision.decided_on": "decide_le",
        "thing.notified_decision.motivation": "motivation",
        "thing.notified_decision.outcome": "decision",
        "thing.number": "numero",
        "thing.organism_name": "organisme_nomme",
        "thing.reason": "motif",
        "thing.renewal_due_on": "renouvellement_au_plus_tard",
        "thing.start_on": "debut",
        "thing.suspended_on": "suspendu_le",
    }
)

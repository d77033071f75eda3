"""Notices of an accreditation."""

from labelling.parties.accreditation.models import RUNNING as HELD
from labelling.parties.organisms.people.recipients import AUDITOR
from portal.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Holders

GROUP = Group("Agréments", 300)
TO_AUDITOR = "l’auditeur"

OWN = "Vous recevez ce message parce que cet agrément est le vôtre."
TOLD = "Vous recevez ce message parce que cette déclaration est la vôtre."
FOLLOWED = "Vous recevez ce message parce que vous animez la communauté des auditeurs."


def own(accreditation):
    return [accreditation.auditor.user]


office = Holders((Role.REFERENT, Role.DEPUTY))


def is_stopped_with_missions(accreditation):
    return accreditation.state != "active" and accreditation.running_missions.exists()


SUBMITTED = Notice(
    "accreditation.submitted",
    "Une demande d’agrément est arrivée",
    to=office,
    why=FOLLOWED,
    states=("submitted",),
    audience="le référent label",
    group=GROUP,
    asks=True,
)
COMPLEMENT = Notice(
    "accreditation.complement_requested",
    "Votre demande d’agrément est à compléter",
    to=own,
    why=OWN,
    states=("to_complete",),
    audience=TO_AUDITOR,
    group=GROUP,
    reaches=(AUDITOR,),
    asks=True,
)
DECIDED = Notice(
    "accreditation.decided",
    "Votre demande d’agrément est décidée",
    to=own,
    why=OWN,
    audience=TO_AUDITOR,
    mandatory="la décision d’agrément vous est notifiée par ce message",
    group=GROUP,
    reaches=(AUDITOR,),
)
NOTIFIED = Notice(
    "accreditation.notified",
    "La décision du comité sur votre agrément vous est notifiée",
    about="labelling.AuditorAccreditation",
    template="labelling/accreditation/mail/notified.txt",
    to=own,
    why=OWN,
    audience=TO_AUDITOR,
    mandatory="la décision vous est notifiée par ce message et ouvre le délai pour la contester",
    group=GROUP,
    reaches=(AUDITOR,),
)
TAKEN_OVER = Notice(
    "accreditation.taken_over",
    "Votre agrément est repris dans le portail",
    about="labelling.AuditorAccreditation",
    template="labelling/accreditation/mail/taken_over.txt",
    to=own,
    why=OWN,
    states=("active",),
    audience=TO_AUDITOR,
    group=GROUP,
    reaches=(AUDITOR,),
)
RENEWAL = Notice(
    "accreditation.renewal",
    "Votre agrément prend bientôt fin",
    to=own,
    why=OWN,
    states=("active",),
    dates=("ends_on",),
    audience=TO_AUDITOR,
    deadline=True,
    group=GROUP,
    reaches=(AUDITOR,),
)
INSURANCE = Notice(
    "accreditation.insurance",
    "Votre assurance prend bientôt fin",
    to=own,
    why=OWN,
    states=("active",),
    dates=("insured_until_on",),
    audience=TO_AUDITOR,
    deadline=True,
    group=GROUP,
    reaches=(AUDITOR,),
)
RENEWED = Notice(
    "accreditation.renewed",
    "Votre agrément est renouvelé",
    to=own,
    why=OWN,
    dates=("ends_on",),
    audience=TO_AUDITOR,
    group=GROUP,
    reaches=(AUDITOR,),
)
SUSPENDED = Notice(
    "accreditation.suspended",
    "Votre agrément est suspendu",
    to=own,
    why=OWN,
    audience=TO_AUDITOR,
    mandatory="la suspension vous interdit toute nouvelle mission dès ce message",
    group=GROUP,
    reaches=(AUDITOR,),
)
EXPIRED = Notice(
    "accreditation.expired",
    "Votre agrément a pris fin",
    to=own,
    why=OWN,
    dates=("ends_on",),
    audience=TO_AUDITOR,
    mandatory="vous ne pouvez plus conduire d’audit dès cette date",
    group=GROUP,
    reaches=(AUDITOR,),
)
RENOUNCED = Notice(
    "accreditation.renounced",
    "Un auditeur renonce à son agrément",
    to=office,
    why=FOLLOWED,
    audience="le référent label",
    group=GROUP,
)
RUNNING = Notice(
    "accreditation.running_missions",
    "Des missions restent en cours sans agrément",
    to=office,
    why=FOLLOWED,
    still=is_stopped_with_missions,
    audience="le référent label",
    group=GROUP,
    asks=True,
)

TIE_TOLD = Notice(
    "accreditation.tie_told",
    "Un lien est déclaré avec l’organisme d’une mission acceptée",
    about="labelling.AuditMission",
    template="labelling/accreditation/mail/tie_told.txt",
    to=office,
    why=FOLLOWED,
    states=HELD,
    audience="le référent label",
    group=GROUP,
    asks=True,
)
STATEMENT_TOLD = Notice(
    "accreditation.statement_told",
    "Un auditeur déclare une assurance ou la fin d’un lien",
    about="labelling.AuditorStatement",
    template="labelling/accreditation/mail/statement_told.txt",
    to=office,
    why=FOLLOWED,
    states=("waiting",),
    audience="le référent label",
    group=GROUP,
    asks=True,
)
STATEMENT_CONFIRMED = Notice(
    "accreditation.statement_confirmed",
    "Votre déclaration est vérifiée",
    to=own,
    why=TOLD,
    audience=TO_AUDITOR,
    group=GROUP,
    reaches=(AUDITOR,),
)
STATEMENT_REFUSED = Notice(
    "accreditation.statement_refused",
    "Votre déclaration est refusée",
    to=own,
    why=TOLD,
    audience=TO_AUDITOR,
    group=GROUP,
    reaches=(AUDITOR,),
)

register_placeholders(
    {
        "thing.appeal_delay": "delai_de_recours",
        "thing.auditor": "auditeur",
        "thing.auditor.firm": "cabinet",
        "thing.ends_on": "fin",
        "thing.ends_on|distance": "fin_dans",
        "thing.insured_until_on": "assurance",
        "thing.insured_until_on|distance": "assurance_dans",
        "thing.starts_on": "debut",
    }
)

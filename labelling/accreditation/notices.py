"""The mails of an accreditation's life."""

from portal.models import Role
from portal.notifications.notices import Notice
from portal.notifications.recipients import Holders

OWN = "Vous recevez ce message parce que cet agrément est le vôtre."
FOLLOWED = "Vous recevez ce message parce que vous animez la communauté des auditeurs."


def own(accreditation):
    return [accreditation.auditor.user]


office = Holders((Role.REFERENT, Role.DEPUTY))


def in_force(accreditation):
    return accreditation.state == accreditation.State.ACTIVE


SUBMITTED = Notice("accreditation.submitted", to=office, why=FOLLOWED)
COMPLEMENT = Notice("accreditation.complement_requested", to=own, why=OWN)
DECIDED = Notice("accreditation.decided", to=own, why=OWN)
RENEWED = Notice("accreditation.renewed", to=own, why=OWN, dates=("ends_on",))
SUSPENDED = Notice("accreditation.suspended", to=own, why=OWN)
RENEWAL = Notice("accreditation.renewal", to=own, why=OWN, still=in_force, dates=("ends_on",))
EXPIRED = Notice("accreditation.expired", to=own, why=OWN, dates=("ends_on",))
RUNNING = Notice("accreditation.running_missions", to=office, why=FOLLOWED)

"""Rules of the mail desk: who may hold, resend and rewrite mails."""

from portal import access
from portal.access.models import Role

office = access.role(Role.REFERENT, "le référent label") | access.role(
    Role.DEPUTY, "le suppléant du référent"
)


def is_office(user):
    return office(user, None)


def reads_the_log(user):
    """The office reads it whole, the technical administration its states alone."""
    return is_office(user) or (user.is_authenticated and user.has_role(Role.TECH))

"""World of the desk of accounts: a proposal about a person, one about an address, an invitation to an office."""

from portal.account_desk.actions import propose
from portal.account_desk.invitations import invite_to_office
from portal.account_desk.kinds import K
from portal.models import Role

DESK = ("sonia", "tech")


def fill(world):
    theo, gaston = world.people["tech"], world.people["gaston"]
    change = propose(
        K.GIVE, by=theo, role=Role.DPO, email=gaston.email, reason=world.canary("fonction", *DESK)
    )
    propose(
        K.GIVE,
        by=world.people["sonia"],
        role=Role.SECRETARY,
        email=f"{world.canary('proposee', *DESK)}@relais.example",
        reason=world.canary("motifdefonction", *DESK),
    )
    invited = f"{world.canary('invitee', *DESK)}@relais.example"
    invitation = invite_to_office(invited, Role.DIRCOM, by=theo)
    world.things["ours"] |= {
        "account_change": change.reference,
        "office_invitation": invitation.pk,
    }

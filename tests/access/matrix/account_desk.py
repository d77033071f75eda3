"""Access matrix of the desk of accounts and of « Mise en service »: technical administration and référent."""

from tests.access.lines import seen
from tests.access.worlds.account_desk import DESK

ACCOUNT_DESK = (
    seen("services", by=DESK),
    seen("commissioning", by=DESK),
    seen("commissioning_restore", by=DESK, write=("tech",)),
    seen("role_register", by=DESK),
    seen("role_give", by=DESK),
    seen("role_confirm", by=DESK),
    seen("role_take", by=DESK),
    seen("account_propose", by=DESK),
    seen("role_invite_again", "office_invitation", by=DESK, post_only=True),
    seen("role_uninvite", "office_invitation", by=DESK, post_only=True),
    seen("account_change", "account_change", by=DESK),
    seen("account_change_act", "account_change", by=DESK, write=("sonia",), literal=("confirmer",)),
    seen("account_change_act", "account_change", by=DESK, write=("tech",), literal=("retirer",)),
)

"""Retention: a member of an organism keeps their account."""

from labelling.organisms.models import Membership
from portal.retention.accounts import register_account_use

register_account_use(
    "membership", lambda: Membership._base_manager.filter(is_active=True).values("user_id")
)

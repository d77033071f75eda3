"""Retention: the auditor of a mission that runs keeps their account."""

from labelling.accreditation.models import RUNNING
from labelling.audits.models import AuditMission
from portal.retention.accounts import register_account_use


def auditing():
    rows = AuditMission._base_manager.filter(state__in=RUNNING, auditor__isnull=False)
    return rows.values("auditor__user_id")


register_account_use("mission", auditing, "une mission d’audit en cours")

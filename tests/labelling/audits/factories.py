"""Factories of missions, led through their real steps up to a given one."""

from datetime import timedelta

from labelling.path.audits import actions, guards
from labelling.path.audits.models import AuditMission
from portal.access import affiliations
from portal.access.references import next_reference
from portal.core import clock
from portal.models import Role
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation

SUMMARY = "Les engagements sont connus des équipes et tenus sur tous les sites visités."
ANSWER = {
    "cause": "La consigne n’était pas connue des nouveaux.",
    "correction": "Les dossiers ont été repris.",
    "action": "La consigne entre au livret.",
    "owner": "Responsable clientèle",
}
ORDER = (
    "propose", "accept", "plan", "approve_plan", "start", "close_fieldwork", "send_draft",
    "open_contradictory", "finalise", "validate", "close",
)  # fmt: skip


class Story:
    """The people of one mission, and `go("start")`: every step until that one, included."""

    def __init__(self, dossier, audit_type="implementation"):
        self.dossier = dossier
        self.auditor = make_accreditation(state="active").auditor
        self.member = factories.make_member(dossier.organism, "contact", first_name="Luc")
        self.office = factories.make_user("Odile", roles=[Role.REFERENT])
        self.mission = make_mission(dossier, audit_type)
        self.today = clock.today()

    @property
    def ali(self):
        return self.auditor.user

    def data(self, name):
        today = self.today
        return {
            "propose": {"auditor": self.auditor, "starts_on": today, "ends_on": today},
            "plan": {
                "plan_sites": "Siège",
                "plan_people": "Gardiens",
                "plan_tenants_on": today,
                "plan_tenants_with": "Amicale",
            },
            "start": {"opened_on": today},
            "close_fieldwork": {"closed_on": today, "tenants_met_on": today},
            "send_draft": {"summary": SUMMARY},
        }.get(name, {})

    def by(self, name):
        people = {"propose": self.member, "approve_plan": self.member}
        people |= {"validate": self.office, "close": self.office}
        return people.get(name, self.ali)

    def fire(self, name, **data):
        data = self.data(name) | data
        self.mission = self.mission.workflow.fire(self.mission, name, by=self.by(name), **data)
        return self.mission

    def rate_all(self, rating=2):
        values = {c.code: (rating, False, "Vu.") for c in guards.criteria_of(self.mission)}
        actions.rate(self.mission, values, by=self.ali)
        self.mission.refresh_from_db()

    def observe(self):
        actions.observe(self.mission, "Nous partageons ces constats.", by=self.member)
        self.mission.refresh_from_db()

    def add_finding(self, kind="NCm", evidence="Trois courriers sur dix."):
        criterion = guards.criteria_of(self.mission)[0]
        return actions.add_finding(
            self.mission, by=self.ali, kind=kind, criterion=criterion, text="Délai absent.",
            evidence=evidence,
        )  # fmt: skip

    def go(self, last, finding=None):
        for name in ORDER[: ORDER.index(last) + 1]:
            self.step(name, finding)
        return self

    def step(self, name, finding=None):
        """The step, with what it needs; the mission in the state that it leads to."""
        if name == "close_fieldwork":
            if self.mission.audit_type != "hqs":
                self.rate_all()
            if finding:
                self.add_finding(finding)
            self.mission.refresh_from_db()
        if name == "finalise":
            self.observe()
        return self.fire(name)


def make_mission(dossier, audit_type="implementation", **fields):
    return AuditMission.objects.create(
        reference=next_reference("QH-A", clock.today().year),
        dossier=dossier,
        audit_type=audit_type,
        **fields,
    )


def past_mission(dossier, auditor, days_ago, audit_type="verification"):
    """An assessment that ended, put straight there."""
    day = clock.today() - timedelta(days=days_ago)
    return make_mission(
        dossier, audit_type, auditor=auditor, state="closed", starts_on=day, ends_on=day,
        declared_at=clock.now(), finished_on=day,
    )  # fmt: skip


def forget(user):
    """Drop what a user object keeps for one request."""
    affiliations.forget(user)
    return user

"""Scenario acts of auditors and accreditations."""

from uuid import NAMESPACE_DNS, uuid5

from labelling.parties.accreditation import actions
from labelling.parties.accreditation.auditors import charter, files
from labelling.parties.accreditation.models import Auditor, AuditType, Tie
from labelling.parties.accreditation.register import actions as registering
from labelling.parties.accreditation.register import candidates
from portal.core import clock, working_days
from portal.scenario import act
from portal.scenario.files import document

YEAR_OF_INSURANCE = 12  # months


@act("auditor.create", screen="labelling:auditor_invite", who="le référent label")
def create_auditor(by, user, firm, regions, is_public=True, **_):
    """Make a person an auditor, in a firm, for some regions."""
    return Auditor.objects.create(
        user=user,
        slug=registering.free_slug(user),
        firm=firm,
        address="12 rue des Tisserands, 69001 Lyon",
        languages="français",
        regions=regions,
        is_public=is_public,
        is_demo=user.is_demo,
    )


@act("auditor.candidate", screen="labelling:candidate_ask", who="tout le monde, sans compte")
def ask(by, first_name, last_name, email, firm, text):
    """A stranger asks to become an auditor, by the public page: the link leaves for their address."""
    key = uuid5(NAMESPACE_DNS, email)
    facts = {"first_name": first_name, "last_name": last_name, "firm": firm, "text": text}
    return candidates.receive(key=key, sender_email=email, **facts)


@act("auditor.tie", screen="labelling:tie_declare", who="l’auditeur")
def declare_tie(by, on, organism, kind, started_on, ended_on=None, is_of_firm=False):
    """Declare a link of the auditor (or their firm) with an organism."""
    return Tie.objects.create(
        auditor=on,
        organism=organism,
        kind=kind,
        started_on=started_on,
        ended_on=ended_on,
        is_of_firm=is_of_firm,
    )


@act("accreditation.open", screen="labelling:accreditation_apply", who="l’auditeur")
def open_accreditation(by, auditor, audit_types=None, complete=True):
    """Open an application for an accreditation, already filled unless `complete: false`."""
    filled = {
        "references_text": "Douze ans d’audits de service dans l’habitat et les services publics.",
        "is_independent": True,
        "has_told_ties": True,
        "insured_until_on": working_days.add_months(clock.today(), YEAR_OF_INSURANCE),
        "ethics_accepted_on": clock.today(),
        "ethics_version": charter.in_force()["version"],
    }
    facts = {"audit_types": audit_types or [code for code, _ in AuditType.offered()]}
    accreditation = actions.apply(auditor.user, **facts, **(filled if complete else {}))
    if complete:
        cv = document("CV", f"{auditor}, {auditor.firm}. Douze ans d’audits de service.")
        files.keep(accreditation, cv, files.CV, by=auditor.user)
        actions.keep_certificate(accreditation, certificate_of(auditor), by=auditor.user)
    return accreditation


@act("accreditation.accept_charter", screen="labelling:charter_accept", who="l’auditeur")
def accept_charter(by, on):
    """Accept the version of the charter of ethics that is in force."""
    return charter.accept(on, by=by, read=charter.in_force()["version"])


def certificate_of(auditor):
    return document("Attestation d’assurance", f"Responsabilité professionnelle de {auditor.firm}.")


@act("accreditation.insure", screen="labelling:accreditation_insure", who="l’auditeur")
def insure(by, on, until_on):
    """The auditor tells until when they are insured, with a sample certificate; the office then confirms it."""
    sample = certificate_of(on.auditor)
    return actions.insure(on, by=by, insured_until_on=until_on, certificate=sample)

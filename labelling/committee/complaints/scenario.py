"""Scenario acts of requests."""

from labelling.committee.complaints.appeals import actions as lodging
from labelling.committee.complaints.authors import actions as filing
from labelling.committee.complaints.authors.forms import public_organism
from labelling.committee.complaints.handlers import actions as assigning
from labelling.committee.complaints.models import Admission, Complaint, Enquiry, MisuseReport
from portal.scenario import act
from portal.scenario.files import document


@act("enquiry.send", screen="labelling:enquiry_write", who="tout le monde, sans compte")
def send(by, text, topic="label", name="", email=""):
    """A stranger writes a message by the contact form (`by: horloge`)."""
    return filing.receive(Enquiry, text=text, topic=topic, sender_name=name, sender_email=email)


@act("misuse.report", screen="labelling:misuse_report", who="tout le monde, sans compte")
def report(by, text, reason="mark", place="", seen_on=None, organism="", email="", piece=""):
    """A stranger reports a misuse; `organism` is a name, `piece` the text of a joined PDF."""
    return filing.receive(
        MisuseReport,
        text=text,
        reason=reason,
        place=place,
        seen_on=seen_on,
        organism_name=organism,
        organism=public_organism(organism),
        sender_email=email,
        upload=document("Pièce jointe", piece) if piece else None,
    )


@act("complaint.file", screen="labelling:complaint_write", who="tout le monde, sans compte")
def file(by, text, about="organisation", organism="", name="", email=""):
    """A stranger files a complaint; `organism` is a name."""
    return filing.receive(
        Complaint,
        text=text,
        about=about,
        organism_name=organism,
        organism=public_organism(organism),
        sender_name=name,
        sender_email=email,
    )


@act("admission.ask", screen="labelling:admission_ask", who="tout le monde, sans compte")
def ask_for_space(by, organism, siren, family, departement, signatory, sender, text=""):
    """An organism asks for a space, its address confirmed; `signatory`: {name, job, email}, `sender`: {name, email}."""
    asked = filing.receive(
        Admission,
        organism_name=organism,
        siren=str(siren),
        family=family,
        departement=str(departement),
        signatory_name=signatory["name"],
        signatory_job=signatory["job"],
        signatory_email=signatory["email"],
        sender_name=sender["name"],
        sender_email=sender["email"],
        text=text,
    )
    return filing.confirm(asked)


@act("admission.specify", screen="labelling:admission_specify", who="tout le monde, sans compte")
def specify(by, on, said):
    """The asker answers the question of the office, by the secret link (`by: horloge`)."""
    return filing.receive_precision(on, said)


@act("appeal.lodge", screen="labelling:appeal_lodge", who="la personne signataire")
def lodge(by, on, text):
    """A signatory appeals against the decision of a dossier or of a label (`on`), or a decision."""
    decision = on if hasattr(on, "option") else _latest(on)
    return lodging.lodge(decision, by=by, text=text)


def _latest(thing):
    """The last decision of the committee on this dossier or label."""
    items = thing.agenda_items.filter(decision__isnull=False)
    return (
        items.select_related("decision").order_by("-decision__decided_on", "-pk").first().decision
    )


@act("request.assign", screen="labelling:request_assign", who="le référent label")
def assign(by, on, people):
    """Give a complaint or an appeal to handle to `people` (names of the file)."""
    return assigning.assign(on, people, by=by)

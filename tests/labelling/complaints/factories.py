"""Factories of requests, through the real filing, and their public forms filled as a person would."""

from datetime import timedelta
from uuid import uuid4

from labelling.committee.complaints.appeals import actions as lodging
from labelling.committee.complaints.authors import actions as filing
from labelling.committee.complaints.models import Admission, Complaint, Enquiry, MisuseReport
from portal.core import clock
from portal.web.submissions import public_forms
from tests.factories import siren
from tests.labelling.labels.factories import make_decision

TEXT = "Le logo du label figure sur une affiche de chantier."
EMAIL = "lea@exemple.fr"


def make_enquiry(**fields):
    return filing.receive(Enquiry, **{"text": TEXT, "sender_email": EMAIL} | fields)


def make_misuse(**fields):
    defaults = {"text": TEXT, "reason": "mark", "place": "Rue Neuve", "sender_email": EMAIL}
    return filing.receive(MisuseReport, **defaults | fields)


def make_complaint(**fields):
    defaults = {"text": TEXT, "about": "audit", "sender_name": "Léa Voisin", "sender_email": EMAIL}
    return filing.receive(Complaint, **defaults | fields)


SIGNATORY, NUMBER = "direction@oph.example", siren(77_001)


def make_admission(**fields):
    """Asked, its address confirmed: what the office reads."""
    return filing.confirm(ask_admission(**fields))


def ask_admission(**fields):
    """Asked, its address to be confirmed."""
    defaults = {
        "organism_name": "Valmeyre Habitat", "siren": NUMBER, "family": "OPH", "departement": "69",
        "signatory_name": "Inès Roy", "signatory_job": "directrice générale",
        "signatory_email": SIGNATORY, "sender_name": "Léa Voisin", "sender_email": EMAIL,
    }  # fmt: skip
    return filing.receive(Admission, **defaults | fields)


def admission_form(**fields):
    """What an organism sends to ask for a space."""
    return {
        "organism_name": "Valmeyre Habitat", "siren": f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}",
        "family": "OPH", "departement": "69", "signatory_name": "Inès Roy",
        "signatory_job": "directrice générale", "signatory_email": SIGNATORY,
        "sender_name": "Léa Voisin", "sender_email": EMAIL, "text": "", "stamp": stamp(),
        public_forms.TRAP: "",
    } | fields  # fmt: skip


def refused(dossier, *, notified_on=None, option="refuse", **fields):
    """A notified decision against the organism of `dossier`."""
    subject = {"dossier": dossier} if dossier else {}
    said = {"motivation": "Deux constats restent ouverts."}
    decision = make_decision(option=option, said=said, **subject, **fields)
    decision.notified_on = notified_on or clock.today()
    decision.save()
    return decision


def lodge(
    decision, by, text="La note ne dit rien des preuves que nous avons versées en mai dernier."
):
    return lodging.lodge(decision, by=by, text=text)


def fire(thing, name, by, **data):
    thing = type(thing)._base_manager.get(pk=thing.pk)
    return thing.workflow.fire(thing, name, by=by, **data)


def stamp(age=timedelta(seconds=30)):
    """The stamp of a page opened `age` ago."""
    with clock.at(clock.now() - age):
        return public_forms.stamp()


def enquiry_form(**fields):
    """What a person sends with the contact form."""
    return {
        "topic": "label", "text": "Comment devenir labellisé cette année ?", "sender_name": "Léa Voisin",
        "sender_email": EMAIL, "stamp": stamp(), public_forms.TRAP: "",
    } | fields  # fmt: skip


def misuse_form(**fields):
    return {
        "reason": "mark", "place": "Rue Neuve", "seen_on": "", "organism_name": "", "text": TEXT,
        "sender_email": "", "stamp": stamp(), public_forms.TRAP: "",
    } | fields  # fmt: skip


def key():
    return uuid4()

"""Steps of an admission: the précision, the opening of a space, the invitation to one that exists, the refusal."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from labelling.committee.complaints import notices
from labelling.committee.complaints.admissions.models import twin
from labelling.committee.complaints.notices import RECEIVED, TO_SPECIFY
from labelling.committee.complaints.steps import answer_and_close
from labelling.parties.organisms import actions as registering
from labelling.parties.organisms.models import Membership
from labelling.parties.organisms.people import actions as joining
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, Refused, guard

ROLES = dict(Membership.Function.choices)
KEPT = "Un organisme ajouté ne s’efface pas."


@guard("Siren que personne ne porte")
def is_new(admission):
    """BR-02."""
    if organism := twin(admission):
        said = f"{organism} porte déjà ce Siren\u00a0: invitez-y plutôt la personne signataire."
        return Problem("known", said, organism.get_absolute_url(), "Voir cet organisme")
    return None


@guard("Organisme qui porte ce Siren")
def is_known(admission):
    organism = twin(admission)
    if organism is None:
        return Problem("unknown", "Aucun organisme ne porte ce Siren\u00a0: ouvrez un espace.")
    if not organism.is_active:
        said = f"{organism} n’exerce plus\u00a0: corrigez le Siren, ou refusez la demande."
        return Problem("inactive", said, organism.get_absolute_url(), "Voir cet organisme")
    return None


def confirm(admission, by):
    """What is promised runs from the confirmation: nobody has read the request before."""
    admission.received_on, admission.promised_on = clock.today(), admission.due_on


def ask(admission, by, asked):
    admission.exchanges.append({"asked": asked, "asked_on": clock.today().isoformat()})


def specify(admission, by, said):
    """The asker's answer; the date promised is counted again from it."""
    admission.exchanges[-1] |= {"said": said, "said_on": clock.today().isoformat()}
    admission.promised_on = admission.due_on


def open_space(admission, by, reason):
    """The organism, then the invitations of who signs and who prepares: all, or nothing."""
    try:
        with transaction.atomic():
            admission.organism = registering.create_organism(
                by=by,
                name=admission.organism_name,
                siren=admission.siren,
                family=admission.family,
                departement=admission.departement,
            )
    except (IntegrityError, ValidationError) as error:
        said = "Cet organisme vient d’être ajouté, ou un de ses faits est à corriger."
        raise Refused(
            Problem("not_created", said, f"{admission.get_absolute_url()}preciser/")
        ) from error
    _invite(admission, by)
    answer_and_close(
        admission,
        by,
        f"L’espace {words.of(admission.organism)} est ouvert. {_invitation_sentence(admission)}",
    )
    return {"organism": admission.organism.slug}


def join_space(admission, by, reason):
    """The people are invited to the organism that bears the Siren."""
    admission.organism = twin(admission)
    _invite(admission, by)
    said = f"{admission.organism} a déjà un espace. {_invitation_sentence(admission)}"
    answer_and_close(admission, by, said)
    return {"organism": admission.organism.slug}


def tell_receipt(admission, by):
    notices.queue_mail(admission, RECEIVED)


def tell_question(admission, by):
    notices.queue_mail(admission, TO_SPECIFY)


def ask_effects(admission):
    return [
        f"Un courriel porte votre question à {admission.sender_email}, qui répond par son lien."
    ]


def open_effects(admission):
    said = f"{admission.organism_name}, Siren {admission.siren}, est ajouté\u00a0: rien n’en paraît en public."
    return [said, *_invitations(admission), *notices.closing_effects(admission), KEPT]


def join_effects(admission):
    organism = twin(admission)
    said = (
        [f"Les invitations sont pour {organism}\u00a0: ses membres ne changent pas."]
        if organism
        else []
    )
    return [*said, *_invitations(admission), *notices.closing_effects(admission)]


def _invite(admission, by):
    for email, function, job in admission.invited:
        joining.invite_member(admission.organism, email, function, by=by, job=job)


def _invitation_sentence(admission):
    if len(admission.invited) == 1:
        return "Une invitation vous est envoyée\u00a0; elle vaut quatorze jours."
    return "Une invitation part à la personne signataire et une à vous\u00a0; elles valent quatorze jours."


def _invitations(admission):
    return [
        f"Une invitation part à {email}, comme {ROLES[function]}."
        for email, function, _ in admission.invited
    ]

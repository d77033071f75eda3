"""Retention of requests: a message a year, the others longer in an archive (BR-93)."""

from django.db.models import Q

from labelling.committee.complaints.admissions.models import UNCONFIRMED
from labelling.committee.complaints.models import (
    MOVABLE,
    Admission,
    Appeal,
    Complaint,
    Enquiry,
    MisuseReport,
)
from portal.retention.accounts import register_account_use
from portal.retention.registry import Keeping, register_keeping

FROM_PUBLIC = "votre texte et, si vous les donnez, votre nom, votre adresse et une pièce jointe"


def closed(limit):
    return Q(closed_on__lte=limit)


def unconfirmed(limit):
    return Q(state=Admission.State.UNCONFIRMED, received_on__lte=limit)


def contested_decision():
    """BR-93: what an open appeal may need is kept, whatever its age."""
    return Q(decision__appeal__isnull=False, decision__appeal__closed_on=None)


def contesting_organism():
    return Q(organism__appeals__isnull=False, organism__appeals__closed_on=None)


def handling(model):
    """Those to whom an open request is given."""
    rows = model.handlers.through._base_manager.filter(
        **{f"{model._meta.model_name}__closed_on": None}
    )
    return rows.values("user_id")


def appealing():
    """BR-93: those who lodged an appeal that is still open."""
    return Appeal._base_manager.filter(closed_on=None).values("lodged_by_id")


register_account_use("complaint", lambda: handling(Complaint), "une réclamation à traiter")
register_account_use("appeal", lambda: handling(Appeal), "un recours à traiter")
register_account_use("appealing", appealing, "un recours en cours, formé par cette personne")


def followed():
    """What was transferred leads who wrote it to what it has become, as long as that is there."""
    return Q(
        *(Q(moved_to__in=kind.objects.values("reference")) for kind in MOVABLE.values()),
        _connector=Q.OR,
    )


register_keeping(
    Keeping(
        "message",
        "Messages",
        FROM_PUBLIC,
        "la réponse ou le classement",
        model=Enquiry,
        over=closed,
        held=followed,
    )
)
register_keeping(
    Keeping(
        "misuse",
        "Signalements",
        FROM_PUBLIC,
        "leur clôture",
        model=MisuseReport,
        over=closed,
        held=lambda: contesting_organism() | followed(),
    )
)
register_keeping(
    Keeping(
        "complaint",
        "Réclamations",
        f"{FROM_PUBLIC}\u00a0; qui les a instruites",
        "leur clôture",
        model=Complaint,
        over=closed,
        held=lambda: contested_decision() | contesting_organism() | followed(),
    )
)
register_keeping(
    Keeping(
        "admission",
        "Demandes d’espace",
        "l’organisme, les noms et les adresses des personnes à inviter, votre message et vos précisions",
        "leur clôture",
        model=Admission,
        over=closed,
    )
)
register_keeping(
    Keeping(
        UNCONFIRMED,
        "Demandes d’espace, sans confirmation de l’adresse",
        "ce que vous avez écrit, que personne n’a lu\u00a0; l’adresse confirmée, la demande suit sa propre durée",
        "la demande",
        model=Admission,
        over=unconfirmed,
    )
)
register_keeping(
    Keeping(
        "appeal",
        "Recours",
        "le texte, la pièce jointe, le nom de la personne qui l’a formé et de celles qui l’ont instruit",
        "leur clôture",
        model=Appeal,
        over=closed,
    )
)

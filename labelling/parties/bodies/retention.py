"""Retention of the contacts of representative bodies (BR-93)."""

from django.db.models import Q

from labelling.parties.bodies.models import BodyContact
from portal.retention.registry import Keeping, register_keeping

register_keeping(
    Keeping(
        "body_contact",
        "Contacts d’instances de locataires",
        "le nom, la fonction, les adresses que l’organisme donne pour joindre l’instance",
        "le départ de la personne",
        model=BodyContact,
        over=lambda limit: Q(left_on__lte=limit),
    )
)

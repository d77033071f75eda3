"""Mails to authors of requests without an account.

Never their own text: the form must not carry anybody's words to a third party's address.
"""

from labelling.complaints import notices
from portal.notifications import outbox


def queue_mail(thing, notice, key=None):
    """One mail an event to the address that was left, if any."""
    if thing.sender_email:
        key = f"{thing.reference}:{key or thing.version}"
        outbox.write_to_address(notice, thing, thing.sender_email, key=key, topic=notices.TOPIC)


def tell_taken(thing, by):
    queue_mail(thing, notices.TAKEN)


def tell_answer(thing, by):
    queue_mail(thing, notices.ANSWERED)


def taken_effects(thing):
    return [_mail_effect(thing, "Un courriel dit la prise en charge à son auteur")]


def answer_effects(thing):
    said = _mail_effect(thing, "Un courriel porte la réponse à son auteur")
    return [said, "Une réponse envoyée ne se reprend pas."]


def closing_effects(thing):
    return [*answer_effects(thing), "La demande est close."]


def _mail_effect(thing, said):
    if thing.sender_email:
        return f"{said}, {thing.sender_email}."
    return "Aucun courriel ne part\u00a0: l’auteur n’a laissé aucune adresse."

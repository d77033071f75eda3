"""Keys of consultations: made for each verified contact, replaced, taken back, found again by what is typed."""

from django.db import transaction

from labelling.path.consultations import notices
from labelling.path.consultations.keys.models import (
    AccessKey,
    digest_of,
    key_of_link,
    key_of_mailbox_link,
    open_keys,
)
from labelling.path.consultations.models import locked_one
from portal.core import clock
from portal.workflow import Problem, Refused, audit_log

KINDS = AccessKey.Kind


def make_keys(consultation):
    """A key for each verified contact: a link by mail, else the code of a letter."""
    made = []
    for contact in consultation.body.contacts.reachable():
        kind = KINDS.LINK if contact.email else KINDS.CODE
        made.append(AccessKey.objects.create(consultation=consultation, contact=contact, kind=kind))
    links = [key for key in made if key.kind == KINDS.LINK]
    notices.send_links(links, notices.ASKED, "asked")


@transaction.atomic
def renew(consultation, contact, *, by, kind, is_handed_over=False):
    """The office replaces a lost link or code: those before open nothing more. Returns the new key."""
    consultation = locked_one(consultation)
    consultation.keys.filter(contact=contact, revoked_on=None).update(revoked_on=clock.today())
    key = AccessKey.objects.create(
        consultation=consultation, contact=contact, kind=kind, is_handed_over=is_handed_over
    )
    if kind == KINDS.LINK:
        notices.send_links([key], notices.ASKED, "renewed")
    _note(
        consultation,
        by,
        "key_renewed",
        f"a remplacé l’accès de l’instance «\u00a0{consultation.body}\u00a0»",
    )
    return key


@transaction.atomic
def revoke(key, *, by):
    consultation = locked_one(key.consultation)
    if not consultation.keys.filter(pk=key.pk, revoked_on=None).update(revoked_on=clock.today()):
        raise Refused(Problem("revoked", "Cet accès est déjà retiré."))
    _note(
        consultation,
        by,
        "key_revoked",
        f"a retiré un accès de l’instance «\u00a0{consultation.body}\u00a0»",
    )


NOTHING_TO_POST = "Aucune lettre n’attend\u00a0: elles sont déjà notées comme parties."


@transaction.atomic
def post(consultation, *, by):
    """The office notes that the letters are gone: the codes, and the answer that was asked by letter."""
    consultation = locked_one(consultation)
    keys = [key.pk for key in open_keys(consultation) if key.is_to_post]
    reply = consultation.reply_to_post
    if not keys and reply is None:
        raise Refused(Problem("posted", NOTHING_TO_POST))
    consultation.keys.filter(pk__in=keys).update(posted_on=clock.today())
    if reply is not None:
        reply.posted_on = clock.today()
        reply.save(update_fields=["posted_on"])
    _note(
        consultation,
        by,
        "letters_posted",
        f"a noté l’envoi par lettre à l’instance «\u00a0{consultation.body}\u00a0»",
    )


def _note(consultation, by, act, sentence):
    dossier = consultation.dossier
    audit_log.write(
        dossier,
        by=by,
        act=act,
        sentence=f"{by} {sentence}.",
        source=dossier.state,
        target=dossier.state,
        rules=dossier.rules_version,
        data={"consultation": consultation.pk},
    )


def find_key(number):
    """The key of that number, if it opens still; None otherwise, whatever the reason."""
    rows = AccessKey.objects.select_related(
        "contact", "consultation__body", "consultation__dossier__organism"
    )
    key = rows.filter(number=number or "").first()
    return key if key is not None and key.opens else None


def key_of_token(token):
    return find_key(key_of_link(token))


def key_of_code(code):
    row = AccessKey.objects.filter(digest=digest_of(code)).values_list("number", flat=True).first()
    return find_key(row)


def key_of_mailbox(token):
    """The key by which the mailbox of an association is known, or None."""
    return find_key(key_of_mailbox_link(token))


def keys_of_mailbox(address):
    """The links that open today and went to this verified address, what is waited for first.

    A code opens its own stage alone: who types it has shown no mailbox.
    """
    rows = AccessKey.objects.filter(
        kind=KINDS.LINK, revoked_on=None, contact__email__iexact=address
    ).select_related(
        "contact",
        "consultation__body",
        "consultation__dossier__organism",
        "consultation__dossier__rules",
    )
    found = [key for key in rows if key.opens]
    return sorted(found, key=lambda key: (not key.consultation.is_waited, -key.pk))


def ask_mailbox_link(address):
    """One message an hour at most, to an address that is asked for something; nobody is told which are."""
    found = keys_of_mailbox(address)
    if found:
        notices.send_links(found[:1], notices.MAILBOX, f"mailbox:{clock.now():%Y-%m-%dT%H}")

"""Retention of accounts: closed and nameless on a decision, once nothing binds the person any more (BR-93)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import CASCADE, FileField, Q

from portal.access.models import User
from portal.accounts import rate_limits, sessions
from portal.accounts.models import Invitation
from portal.calendar.models import CalendarFeed
from portal.notifications import outbox
from portal.notifications.models import Message
from portal.notifications.outbox import FORGOTTEN
from portal.retention.durations import start_of
from portal.retention.effects import mask, mask_all
from portal.retention.registry import BY_HAND, MASKED, ByHand, Keeping, register_keeping
from portal.web import worklist
from portal.web.submissions.kept_files import KeptFile, erase

SAYS = ~Q(subject="", body="", error="", name="") | Q(person=None) & ~Q(address__endswith=FORGOTTEN)


def mails_over(limit):
    """Those that left, or will not, and still say something or to whom."""
    return Q(created_at__lt=start_of(limit)) & ~Q(state=Message.State.PENDING) & SAYS


def feeds_over(limit):
    """An address that no device reads any more is closed."""
    return Q(read_on__lt=limit) | Q(read_on=None, made_at__lt=start_of(limit))


def invitations_over(limit):
    return Q(expires_at__lt=start_of(limit))


register_keeping(
    Keeping(
        "mail",
        "Courriels envoyés par le portail",
        "leur texte, et l’adresse de qui n’a pas de compte",
        "l’envoi",
        model=Message,
        over=mails_over,
        deed=mask,
        deed_of_many=mask_all,
        ending=MASKED,
    )
)
register_keeping(
    Keeping(
        "invitation",
        "Invitations à ouvrir un compte",
        "l’adresse de la personne invitée, le rôle proposé, et ce qu’a écrit qui demande à devenir auditeur",
        "leur fin de validité",
        model=Invitation,
        over=invitations_over,
    )
)
register_keeping(
    Keeping(
        "kept_file",
        "Fichiers d’un formulaire qui n’est pas encore accepté",
        "le fichier, et l’empreinte de l’adresse du réseau de qui n’a pas de compte",
        "leur envoi",
        model=KeptFile,
        over=lambda limit: Q(at__lt=start_of(limit)),
        deed=erase,
    )
)
register_keeping(
    Keeping(
        "agenda_address",
        "Adresses personnelles d’agenda",
        "l’empreinte d’une adresse secrète, le jour de sa dernière lecture",
        "la dernière lecture, ou la création si personne ne l’a lue",
        model=CalendarFeed,
        over=feeds_over,
    )
)


USES = {}
# Rows that would leave with the account, and stay, with the reason.
STAYS = {
    "portal.message": "emptied: its row is the proof that it left",
    "community.acceptance": "a line of the register: accepted charters",
    "community.spacemember": "a line of the register: roles in spaces",
    "community.passage": "a line of the register: entries and exits",
    "community.documentreading": "a line of the register: confirmed readings",
    "labelling.appeal_handlers": "who handled it is part of the request",
    "labelling.appeal_agreed_by": "the same",
    "labelling.complaint_handlers": "the same",
    "community.contact": "a line of the register, and its other half is somebody else's",
    "community.participation": "a line of the register: answers to surveys",
    "community.thanks": "counted with the message thanked; it names a nameless account",
    "community.mention": "the text of somebody else",
    "wagtailcore.comment": "a remark on a page of the site, part of its reading",
    "wagtailcore.commentreply": "the same",
}


@dataclass(frozen=True)
class Use:
    """`rows()` gives the keys of the people whose account is in use for a reason, which `said` names."""

    rows: Callable
    said: str


def register_account_use(word, rows, said):
    """An account in use stays, whatever the last visit; whoever closes it reads `said`: somebody takes that over."""
    USES[word] = Use(rows, said)


register_account_use(
    "role",
    lambda: User.groups.through._base_manager.order_by().values("user_id"),
    "une fonction du portail",
)


def uses_of(person):
    """[(word, what binds this person)], in the order of the topics."""
    account = User.objects.filter(pk=person.pk)
    return [
        (word, use.said) for word, use in USES.items() if account.filter(pk__in=use.rows()).exists()
    ]


def over(limit):
    """Of people who no longer sign in, or never did, and whom nothing binds to the portal."""
    start = start_of(limit)
    unseen = Q(last_seen_at__lt=start) | Q(last_seen_at=None, joined_at__lt=start)
    for use in USES.values():
        unseen &= ~Q(pk__in=use.rows())
    return unseen & Q(is_superuser=False) & ~Q(email__endswith=FORGOTTEN)


def problem(person):
    """An account of which an act is awaited stays until it is done or given to somebody else."""
    if worklist.lists(person)[worklist.DO]:
        return (
            "une tâche l’attend encore. Faites-la confier à quelqu’un d’autre, ou ne le cochez pas."
        )
    return ""


def erase(person):
    """Closed, without name nor address; what is theirs alone leaves, what others rely on stays, nameless."""
    former = person.email
    person.first_name, person.last_name = "Compte", "effacé"
    person.email = f"{person.pk}{FORGOTTEN}"
    person.job = person.phone = ""
    person.last_seen_at, person.is_active = None, False
    person.set_unusable_password()
    person.save()
    rate_limits.forget_all(former)
    sessions.end_all(person)
    outbox.forget(Message.objects.filter(person=person))
    for model, name in owned():
        rows = model._base_manager.filter(**{name: person.pk})
        _erase_files(rows)
        rows.delete()


def _erase_files(rows):
    """The files that these rows alone hold, once it is sure that they are gone."""
    for field in rows.model._meta.local_concrete_fields:
        if isinstance(field, FileField):
            for name in filter(None, rows.values_list(field.name, flat=True)):
                transaction.on_commit(partial(field.storage.delete, name), robust=True)


def owned():
    """(model, name of its key) of the rows that are a person's alone."""
    for relation in User._meta.get_fields(include_hidden=True):
        if getattr(relation, "on_delete", None) is not CASCADE or not relation.auto_created:
            continue
        if relation.related_model._meta.label_lower not in STAYS:
            yield relation.related_model, relation.field.name


register_keeping(
    Keeping(
        "account",
        "Comptes",
        "nom, adresse électronique, fonction, téléphone, dernière visite, actes accomplis, "
        "messages choisis et heures calmes",
        "la dernière visite",
        model=User,
        over=over,
        deed=erase,
        ending=BY_HAND,
        by_hand=ByHand(
            "comptes",
            "compte",
            "Le nom, l’adresse électronique, la fonction, le téléphone, le mot de passe et les moyens de "
            "connexion, les appareils, les choix de messages, l’adresse d’agenda, les brouillons, les recherches "
            "gardées et le texte des courriels reçus. Le compte est fermé.",
            "Le journal, les relevés approuvés et les copies figées des dossiers sont des preuves\u00a0: ils "
            "gardent le nom tel qu’il y est écrit. Les votes, les décisions et ce que la personne a déposé ou écrit "
            "restent, sous «\u00a0Compte effacé\u00a0».",
            ("last_seen_at", "joined_at"),
            problem,
        ),
    )
)

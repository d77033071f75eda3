"""Personal data of one person: what the portal keeps that names them (GDPR, articles 15 and 20).

A row is given as its person may read it today; of those that they see no more, the number alone, since what an
organism wrote stays its own after somebody has left it. Every model that names people is read, or named in LEFT.
Nobody else is named (BR-94), but in the words that the person wrote.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import (
    FETCH_PEERS,
    BooleanField,
    CharField,
    DateField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    TextField,
)
from django.utils.text import capfirst
from wagtail.models import Comment, CommentReply, PageLogEntry

from portal.access.models import Role, User
from portal.access.visibility import QuerySet
from portal.core import clock
from portal.ui import words
from portal.workflow.audit_log import Entry

SOMEBODY, SOMEWHERE = "(autre personne)", "(autre adresse)"
WORD = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Others:
    """`without(text)`: the text without the name of anybody but `user`, nor the address of anybody else."""

    def __init__(self, user):
        self.user = user
        self.by_last_word = {}
        for first_name, last_name in User.objects.values_list("first_name", "last_name"):
            name = f"{first_name} {last_name}".strip()
            if " " in name and name not in str(user) and (words := WORD.findall(name)):
                self.by_last_word.setdefault(words[-1], set()).add(name)

    def without(self, text):
        text = ADDRESS.sub(self._address, text)
        found = self.by_last_word.keys() & set(WORD.findall(text))
        names = {name for word in found for name in self.by_last_word[word]}
        for name in sorted(
            names, key=len, reverse=True
        ):  # « Anne Marie Roux » before « Marie Roux »
            text = text.replace(name, SOMEBODY)
        return text

    def _address(self, found):
        said = found.group()
        return said if said.lower() == self.user.email.lower() else SOMEWHERE


HEAD = ("Rubrique", "Objet", "Donnée", "Valeur")
IDENTITY = ("first_name", "last_name", "email", "job", "phone", "joined_at", "last_seen_at")
# The row is about this person, or theirs: what is written in it is given with it.
THEIRS = {"user", "person", "author", "by", "sender", "owner"}
CONCERNED = {"user", "person", "recipient"}  # the others say who did it
WRITTEN = THEIRS - CONCERNED  # their own words
SAID = (CharField, TextField, DateField, BooleanField, IntegerField)
TECHNICAL = (
    "is_demo",  # whether the demonstration made it
    "key",
    "token",
    "digest",
    "hash",
    "sha256",
    "secret",
    "error",
    "template",
    "code",
    "_type",
    "_id",
    "uid",
)
# Of the libraries: the heading, and what is told of a row in which words.
TOLD = {
    EmailAddress: ("Adresse électronique", {"email": "adresse", "verified": "vérifiée"}),
    UserSession: (
        "Appareil",
        {
            "created_at": "connecté le",
            "last_seen_at": "vu le",
            "ip": "adresse du réseau",
            "user_agent": "navigateur",
        },
    ),
    Authenticator: (
        "Second facteur",
        {"type": "sorte", "created_at": "ajouté le", "last_used_at": "employé le"},
    ),
    PageLogEntry: (
        "Page du site",
        {"timestamp": "le", "label": "page", "action": "acte"},
    ),
    Comment: ("Commentaire d’une page", {"created_at": "le", "text": "texte"}),
    CommentReply: ("Réponse à un commentaire", {"created_at": "le", "text": "texte"}),
}
# Models that name people and are not read, with the reason.
LEFT = {
    "portal.oncekey": "a form sent twice is told by it, for a day",
    "portal.persona": "a door of the demonstration",
    "community.replykey": "the secret of an address of reply",
    "wagtailcore.page": "the pages of the site are public; their journal is read",
    "wagtailcore.revision": "the same: the text of a page of the site",
    "wagtailcore.workflowstate": "the same: its reading",
    "wagtailcore.taskstate": "the same",
    "wagtailcore.modellogentry": "the same: the journal of a snippet",
    "wagtailcore.pagesubscription": "whether one follows the comments of a page",
    "wagtailcore.uploadedfile": "an upload under way",
    "wagtailcore.apitoken": "no token is made",
    "wagtailadmin.editingsession": "who has a page open now",
    "wagtailadmin.formstate": "how a form of the site's editor is unfolded",
    "wagtailusers.userprofile": "the settings of the site's editor",
    "wagtaildocs.document": "files of the site, public",
    "wagtailimages.image": "pictures of the site, public",
    "home.portaldocument": "files of the site, public",
    "home.portalimage": "pictures of the site, public",
    "home.reviewstate": "the reading of a page of the site",
}


@dataclass(frozen=True)
class Kind:
    """A model of which rows name people, and by which columns."""

    model: type
    links: tuple

    @property
    def label(self):
        if self.model in TOLD:
            return TOLD[self.model][0]
        return capfirst(str(self.model._meta.verbose_name))

    def naming(self, user):
        found = Q()
        for link in self.links:
            found |= Q(**{link.name: user.pk})
        return self.model._base_manager.filter(found)


def kinds():
    """Every model that names people, less LEFT; a page type of the site is its page."""
    user = get_user_model()
    for model in apps.get_models():
        links = tuple(f for f in model._meta.concrete_fields if f.related_model is user)
        names = {parent._meta.label_lower for parent in (model, *model._meta.get_parent_list())}
        is_apart = model._meta.proxy or model is Entry or names & LEFT.keys()
        if links and not is_apart:
            yield Kind(model, links)


def lines(user):
    """(heading, thing, name, value) of all that is kept: HEAD; a row says by what it names the person."""
    yield from _identity(user)
    unseen, others = defaultdict(int), Others(user)
    for kind in kinds():
        yield from _rows(kind, user, unseen, others)
    yield from _acts(user, unseen, others)
    for label, count in unseen.items():
        said = (
            f"{words.count(count, 'ligne', 'lignes')} que votre rôle d’aujourd’hui ne montre plus"
        )
        yield label, "", "conservé aussi", said


def file_name():
    return f"mes-donnees-{clock.today():%Y-%m-%d}.csv"


def _identity(user):
    for name in IDENTITY:
        yield "Compte", str(user), user._meta.get_field(name).verbose_name, _value(user, name)
    for role in user.roles:
        yield "Compte", str(user), "rôle", Role(role).label


def _rows(kind, user, unseen, others):
    rows = kind.naming(user)
    if issubclass(type(kind.model._default_manager.all()), QuerySet):
        seen = kind.model._default_manager.visible_to(user).filter(pk=OuterRef("pk"))
        rows = rows.annotate(is_seen=Exists(seen))
    elif kind.model not in TOLD:
        raise LookupError(f"{kind.model._meta.label} names people: tell what of it is theirs.")
    for row in rows.order_by("pk").fetch_mode(FETCH_PEERS):
        if not getattr(row, "is_seen", True):
            unseen[kind.label] += 1
            continue
        thing = others.without(str(row))
        for name, value in _facts(kind, row, user, others):
            yield kind.label, thing, name, value


def _facts(kind, row, user, others):
    links = [link.name for link in kind.links if getattr(row, link.attname) == user.pk]
    yield "lien", "fait par vous" if links[0] not in CONCERNED else "vous concerne"
    is_written = not WRITTEN.isdisjoint(links)
    for name, word in _field_words(kind, links).items():
        if value := _value(row, name):
            yield word, value if is_written else others.without(value)


def _field_words(kind, links):
    """{field: its word} of what is given of a row."""
    if kind.model in TOLD:
        return TOLD[kind.model][1]
    if THEIRS.isdisjoint(links):
        return {}
    fields = [f for f in kind.model._meta.concrete_fields if _is_said(f)]
    return {field.name: word for field in fields if (word := _word(field))}


def _is_said(field):
    is_text = isinstance(field, SAID) and not field.primary_key
    return is_text and not field.name.endswith(TECHNICAL)


def _word(field):
    """Its name in French; an instant without one is when the row was written, the rest is technical."""
    if field.verbose_name != field.name.replace("_", " "):
        return field.verbose_name
    return "le" if isinstance(field, DateField) else ""


def _value(row, name):
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown else getattr(row, name)
    if value is None or isinstance(value, bool):
        return {None: "", True: "oui", False: "non"}[value]
    return _moment(value) if isinstance(value, datetime) else str(value)


def _moment(value):
    return f"{value.astimezone(clock.PARIS):%Y-%m-%d %H:%M}"


def _acts(user, unseen, others):
    """What one did, where one still sees the thing; the journal of the others keeps it too."""
    rows = Entry.objects.filter(actor=user).order_by("at", "pk")
    by_kind = defaultdict(list)
    for entry in rows.iterator(2000):
        by_kind[entry.aggregate_type].append(entry)
    for label, entries in by_kind.items():
        model = apps.get_model(label)
        keys = {entry.aggregate_id for entry in entries}
        seen = {one.pk: one for one in model._default_manager.visible_to(user).filter(pk__in=keys)}
        for entry in entries:
            if entry.aggregate_id not in seen:
                unseen["Actes accomplis"] += 1
                continue
            thing = others.without(str(seen[entry.aggregate_id]))
            yield "Actes accomplis", thing, _moment(entry.at), others.without(entry.sentence)

"""Delivery log: each mail with its outcome and reason, as its reader may know them."""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from portal import access
from portal.access.models import User
from portal.mail_desk.actions import held_now
from portal.mail_desk.catalogue import kinds, title
from portal.mail_desk.models import Delivery, LostAddress
from portal.mail_desk.rules import is_office
from portal.notifications.models import Message
from portal.search.filters import heard

S = Message.State
STATES = {
    "attente": "en attente",
    "retenu": "retenu",
    "envoye": "envoyé",
    "portail": "dans le portail seulement",
    "sans-objet": "sans objet",
    "abandonne": "abandonné",
    "revenu": "revenu",
}
LOOKS = {
    "attente": ("clock", "info"),
    "retenu": ("pause", "warn"),
    "envoye": ("tick", "ok"),
    "portail": ("box", "quiet"),
    "sans-objet": ("cross", "quiet"),
    "abandonne": ("cross", "danger"),
    "revenu": ("triangle", "danger"),
}
ERRORS = {
    "ConnectionRefusedError": "le serveur de courriel ne répond pas",
    "TimeoutError": "le serveur de courriel n’a pas répondu à temps",
    "gaierror": "le serveur de courriel est introuvable",
    "SMTPServerDisconnected": "le serveur de courriel a coupé la conversation",
    "SMTPConnectError": "le serveur de courriel a refusé la conversation",
    "SMTPAuthenticationError": "le serveur de courriel n’a pas reconnu le portail",
    "SMTPRecipientsRefused": "le serveur de courriel a refusé l’adresse",
    "SMTPSenderRefused": "le serveur de courriel a refusé l’expéditeur",
    "SMTPDataError": "le serveur de courriel a refusé le texte",
    "TemplateDoesNotExist": "le texte de ce type de courriel manque",
}


def states():
    """{code: word}: what a rehearsal sends stays on its machine."""
    return STATES | ({"envoye": "non envoyé (répétition)"} if settings.IS_REHEARSAL else {})


def rows():
    """All the deliveries, the latest first, with what tells their state."""
    found = Delivery.objects.annotate(
        is_held=Exists(Message.objects.filter(held_now(), pk=OuterRef("pk")))
    )
    return found.select_related("person").order_by("-pk")


def condition(state):
    """The Q of a state of the log, which is finer than that of the outbox."""
    back = Q(bounced_at__isnull=False)
    return {
        "attente": Q(state=S.PENDING, is_held=False),
        "retenu": Q(state=S.PENDING, is_held=True),
        "envoye": Q(state=S.SENT) & ~back,
        "portail": Q(state=S.KEPT),
        "sans-objet": Q(state=S.DROPPED),
        "abandonne": Q(state=S.FAILED),
        "revenu": back,
    }[state]


def state_of(delivery):
    if delivery.bounced_at is not None:
        return "revenu"
    if delivery.state == S.PENDING:
        return "retenu" if delivery.is_held else "attente"
    known = {S.SENT: "envoye", S.KEPT: "portail", S.DROPPED: "sans-objet", S.FAILED: "abandonne"}
    return known[delivery.state]


def why(delivery, *, is_whole=True):
    """What its state alone does not say. The words of a mail server may name a person: office only."""
    if delivery.bounced_at is not None:
        said = delivery.get_bounce_display()
        return f"{said}\u00a0: {delivery.error}" if is_whole and delivery.error else said
    if delivery.dropped_for:
        return delivery.get_dropped_for_display()
    return in_words(delivery.error)


def in_words(error):
    """The kind of an error, in French; what follows it (addresses, answers of servers) stays in the base."""
    kind = error.partition(":")[0].strip()
    return (
        ERRORS.get(kind, f"erreur du portail ({kind})" if kind.isidentifier() else "")
        if kind
        else ""
    )


@dataclass(frozen=True)
class Line:
    """A delivery as the page shows it; without the office, neither who nor about what."""

    delivery: Delivery
    title: str
    word: str
    icon: str
    tone: str
    why: str
    whom: str = ""
    about: str = ""
    about_url: str = ""


def lines(deliveries, user):
    """One Line each, in as many questions for one as for all those of the same types."""
    is_whole = is_office(user)
    things = seen_things(deliveries, user) if is_whole else {}
    return [line(one, is_whole, things.get((one.thing_type, one.thing_id))) for one in deliveries]


def line(delivery, is_whole, thing):
    code = state_of(delivery)
    said = {}
    if is_whole:
        said = {"whom": str(delivery.person or delivery.address), "about": str(thing or "")}
        said["about_url"] = thing.get_absolute_url() if thing else ""
    reason = why(delivery, is_whole=is_whole)
    return Line(delivery, title(delivery.notice), states()[code], *LOOKS[code], reason, **said)


def seen_things(deliveries, user):
    """{(type, key): thing} of those that `user` sees: a mail does not open what its page would not."""
    keys, found = {}, {}
    for one in deliveries:
        keys.setdefault(one.thing_type, set()).add(one.thing_id)
    for name, some in keys.items():
        model = apps.get_model(name)
        if hasattr(model, "visibilities"):
            seen = access.QuerySet(model).visible_to(user).filter(pk__in=some)
            found |= {(name, thing.pk): thing for thing in related(seen)}
    return found


def related(rows):
    """With the single relations that its name may be made of."""
    names = [f.name for f in rows.model._meta.concrete_fields if f.is_relation and not f.null]
    return rows.select_related(*names) if names else rows


def about(reference, user):
    """The Q of the mails about the thing of this reference, among those that `user` sees."""
    found = Q(pk__in=())
    for model in {model for model, _template in kinds().values()}:
        if hasattr(model, "visibilities") and any(
            f.name == "reference" for f in model._meta.concrete_fields
        ):
            seen = access.QuerySet(model).visible_to(user).filter(reference__iexact=reference)
            if keys := list(seen.values_list("pk", flat=True)):
                found |= Q(thing_type=model._meta.label_lower, thing_id__in=keys)
    return found


def to_person(text):
    """The Q of the mails to whoever bears this name, or has this address."""
    named = User.objects.filter(heard(text, ("first_name", "last_name"))).values("pk")
    return Q(person__in=named) | Q(person__email__icontains=text) | Q(address__icontains=text)


def still_lost(delivery):
    """The address that this delivery found lost, while it still is."""
    rows = LostAddress.objects.filter(LostAddress.still_lost(), person=delivery.person_id)
    return rows.first() if delivery.person_id else None

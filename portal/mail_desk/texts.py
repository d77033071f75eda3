"""Custom mail texts: versions, return to the shipped text, trial mail to oneself."""

from django.apps import apps
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.tasks import task
from django.template.loader import get_template

from portal import access
from portal.access.models import User
from portal.mail_desk.catalogue import kinds, title
from portal.mail_desk.listing import related
from portal.notifications import outbox, placeholders
from portal.notifications.texts import TextVersion
from portal.workflow import Stale, audit_log

OFFERED = 40  # things to try a text on


def versions(key):
    return TextVersion.objects.filter(notice=key).select_related("by").order_by("-number")


def last_number(key):
    return versions(key).values_list("number", flat=True).first() or 0


def write(key, *, by, seen, subject="", body=""):
    """A new version; without a subject nor a body, the shipped text again. Stale if another came."""
    if seen != last_number(key):
        raise Stale(versions(key).first())
    is_shipped = not (subject or body)
    try:
        with transaction.atomic():
            version = TextVersion.objects.create(
                notice=key,
                number=seen + 1,
                subject=subject,
                body=body.replace("\r\n", "\n").strip(),
                is_shipped=is_shipped,
                by=by,
            )
            done = "est revenu au texte d’origine" if is_shipped else "a remplacé le texte"
            sentence = f"{by} {done} du courriel «\u00a0{title(key)}\u00a0»."
            audit_log.write(version, by=by, act="write_text", sentence=sentence)
    except IntegrityError:
        raise Stale(versions(key).first()) from None
    return version


def shipped(key):
    """(subject, body) to start from: the shipped words, their expressions as placeholders."""
    text = _as_placeholders(get_template(kinds()[key][1]).template.nodelist)
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split()), body.strip()


def _as_placeholders(nodes):
    """Conditions are told as if they held: the writer keeps or takes out what they say."""
    text = ""
    for node in nodes:
        if hasattr(node, "s"):
            text += node.s
        elif hasattr(node, "conditions_nodelists"):
            text += _as_placeholders(node.conditions_nodelists[0][1])
        elif name := _name(node):
            text += f"{{{name}}}"
        elif hasattr(node, "nodelist"):
            text += _as_placeholders(node.nodelist)
    return text


def _name(node):
    try:
        return placeholders.name_of(node)
    except AttributeError:
        return ""


def things(key, user):
    """What `user` sees of the kind that this type is about: to try a text on a real one."""
    model = kinds()[key][0]
    if not hasattr(model, "visibilities"):
        return []
    return list(related(access.QuerySet(model).visible_to(user).order_by("-pk"))[:OFFERED])


def tried(key, thing, person, subject, body):
    """(subject, body) of a text that may not be in force, for `person`; None when it says nothing of it."""
    text = TextVersion(notice=key, subject=subject, body=body)
    return placeholders.filled(
        text, kinds()[key][1], thing, person=person, why=outbox.NOTICES[key].why
    )


@task
def send_trial(key, subject, body, thing_type, thing_id, person_id):
    """To oneself alone, of what one still sees; nothing otherwise."""
    person = User.objects.get(pk=person_id)
    thing = apps.get_model(thing_type)._base_manager.filter(pk=thing_id).first()
    if thing is None or not person.is_active or not access.sees(person, thing):
        return
    if said := tried(key, thing, person, subject, body):
        EmailMessage(f"[Essai] {said[0]}", said[1], to=[person.email]).send()

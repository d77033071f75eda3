"""Actions of the members' directory: write one's own profile, send a message to a member who accepts it."""

from datetime import datetime, time

from django.db import transaction
from django.utils.text import slugify

from community.people import notices
from community.people.models import Contact, Expertise, Profile
from community.people.workflow import PROFILE, member_oneself
from community.spaces.members.roles import readers
from community.spaces.rules import writer
from portal.access.references import next_reference
from portal.core import clock
from portal.models import User
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

RESERVED = {"moi", "messages"}
A_DAY = 5  # messages of one person (« Version de démonstration »)
KINDS = {"criteria": "criterion", "housing": "housing", "regions": "region"}


def own(user):
    """Their profile, or an unsaved one."""
    return Profile.objects.filter(person=user).first() or Profile(person_id=user.pk)


@transaction.atomic
def write(by, *, presentation, answers_gladly, takes_contact, expected_version=None, **said):
    """Saved and shown at once, as the form says. Forbidden; Stale."""
    # The person is locked, since a first profile has no row to lock.
    User.objects.select_for_update().get(pk=by.pk)
    profile = own(by)
    if not member_oneself(by, profile):
        raise Forbidden(Problem("forbidden", "Seul un membre d’un espace paraît dans l’annuaire."))
    if profile.pk is None:
        profile.slug = _free(by)
        profile.save()
        expected_version = None
    if profile.state == Profile.State.HIDDEN:
        profile = PROFILE.fire(profile, "show", by=by, expected_version=expected_version)
        expected_version = None
    told = {"act": "write", "sentence": "a écrit son profil", "expected_version": expected_version}
    with acting(profile, by=by, **told) as current:
        current.presentation, current.answers_gladly = presentation, answers_gladly
        current.takes_contact = takes_contact
        current.expertise.all().delete()
        rows = [(KINDS[name], code) for name in KINDS for code in said[name]]
        Expertise.objects.bulk_create(
            Expertise(profile=current, kind=kind, code=code) for kind, code in rows
        )
    return current


def _free(person):
    word = slugify(str(person))[:80].strip("-") or "membre"
    taken = RESERVED | set(
        Profile.objects.filter(slug__startswith=word).values_list("slug", flat=True)
    )
    return next(w for w in (word, *(f"{word}-{n}" for n in range(2, 9999))) if w not in taken)


def why_not(user, profile, space):
    """Why somebody may not write to a profile from a space today, or ""."""
    if profile.person_id == user.pk:
        return "C’est votre propre profil."
    if not writer(user, space):
        return "Seul un membre de l’espace, charte acceptée, écrit à un autre."
    if not profile.takes_contact or profile.state != Profile.State.SHOWN:
        return "Cette personne ne souhaite pas être contactée."
    return ""


@transaction.atomic
def contact(space, profile, *, by, text):
    """Sent by the portal, within a daily limit. Forbidden, Refused."""
    User.objects.select_for_update().get(pk=by.pk)  # two at once count one another
    if profile.person_id not in readers(space):
        raise Forbidden(Problem("forbidden", "Cette personne n’est plus dans cet espace."))
    if sentence := why_not(by, profile, space):
        raise Forbidden(Problem("forbidden", sentence))
    since = datetime.combine(clock.today(), time.min, tzinfo=clock.PARIS)
    if Contact.objects.filter(sender=by, created_at__gte=since).count() >= A_DAY:
        raise Refused(
            Problem("many", f"Vous avez écrit {A_DAY} messages aujourd’hui. Reprenez demain.")
        )
    sent = Contact.objects.create(
        reference=next_reference("QH-MP", clock.today().year),
        space=space,
        sender=by,
        recipient=profile.person,
        text=text,
    )
    entry = audit_log.write(
        sent, by=by, act="send", sentence=f"{by} a écrit au membre.", target=sent.state
    )
    outbox.write(notices.SENT, sent, entry, topic="community/people")
    return sent

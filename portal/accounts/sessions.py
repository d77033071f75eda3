"""Session security: lifetime, key rotation, sign-out everywhere (G13)."""

import hashlib
import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver

from portal.access.models import User
from portal.accounts.passwords import second_factor_required
from portal.core import clock

IDLE, IDLE_PRIVILEGED, LONGEST = 2 * 3600, 30 * 60, 12 * 3600  # seconds, by the machine's clock
MARKED_EVERY = 60
PASSED = "second_factor_passed"
BY_DEMO_DOOR = "by_demo_door"
OPENED = "account_opened_at"  # with a password just chosen, which proves as much as one just typed
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@receiver(user_logged_in)
def begin(request, user, **_):
    """Django has just changed the key; this says since when, as whom, and by how many factors."""
    records = get_authentication_records(request, user)
    now = int(time.time())
    request.session.update({"signed_in_at": now, "seen_at": now, **_standing(user)})
    request.session[PASSED] = any(record.get("method") == "mfa" for record in records)
    request.session.pop(BY_DEMO_DOOR, None)
    request.has_signed_in = True  # all factors passed: the middleware makes the device known
    User.objects.filter(pk=user.pk).update(last_seen_at=clock.now())


def factors_of(user):
    """The second factors of a person; recovery codes stand in for one, they are not one."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS)


def devices_of(user):
    return UserSession.objects.filter(user=user)


def end_if_too_old(request):
    """Says why the session ended: « idle », « old », or nothing."""
    session, now = request.session, int(time.time())
    since, seen = session.get("signed_in_at", now), session.get("seen_at", now)
    idle = IDLE_PRIVILEGED if session.get("is_privileged") else IDLE
    why = "old" if now - since > LONGEST else "idle" if now - seen > idle else ""
    if why:
        logout(request)
    elif "seen_at" not in session or now - seen >= MARKED_EVERY:
        session.update({"signed_in_at": since, "seen_at": now})
    return why


def renew_if_roles_changed(request):
    """A role given or taken: another key, and the limits of the new standing."""
    if request.session.get("roles") != _print(request.user):
        request.session.update(_standing(request.user))
        change_key(request)


def change_key(request):
    """The old key opens nothing any more; the list of devices follows."""
    former = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=former).delete()
    UserSession.objects.create_from_request(request)


def end_all(user, *, but=None):
    """End the sessions of `user`, save the one of that key."""
    for session in devices_of(user).exclude(session_key=but or ""):
        session.end()


@receiver(authenticator_added)
def enrolled(request, user, authenticator, **_):
    """Sessions opened with a password alone end, but the one that enrols."""
    if authenticator.type in FACTORS:
        request.session[PASSED] = True
        change_key(request)
        end_all(user, but=request.session.session_key)


@receiver(authenticator_used)
def proved(request, user, **_):
    """During a sign-in the key changes when it ends; here, when somebody inside proves it again."""
    if request.user.is_authenticated and not request.session.get(PASSED):
        request.session[PASSED] = True
        change_key(request)


@receiver(authenticator_removed)
def removed(request, user, **_):
    if not factors_of(user).exists():
        request.session[PASSED] = False
        end_all(user, but=request.session.session_key)


@receiver(post_save, sender=User)
def closed(instance, **_):
    """A closed account has no session left, not even if it opens again."""
    if not instance.is_active:
        end_all(instance)


def _standing(user):
    return {"roles": _print(user), "is_privileged": second_factor_required(user)}


def _print(user):
    return hashlib.sha256(" ".join(sorted(user.roles)).encode()).hexdigest()[:16]

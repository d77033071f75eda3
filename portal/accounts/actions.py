"""Changes to one's own identity: name, function, telephone, and the address used to sign in."""

import secrets
import time
import uuid

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from portal.access.models import User
from portal.accounts import mails, rate_limits, sessions
from portal.web.submissions.edit_conflicts import refuse_if_changed, stamp
from portal.workflow import audit_log

DETAILS = ("first_name", "last_name", "job", "phone")
LASTS, TRIES = 15 * 60, 5  # seconds, and wrong codes before another one is needed
ASKED = "new_address"


def seen(user):
    return stamp(user, DETAILS)


@transaction.atomic
def change(user, values, *, seen):
    """Keep the details of one's own account, told in one's journal; Changed when another window did."""
    current = User.objects.select_for_update().get(pk=user.pk)
    refuse_if_changed(current, DETAILS, seen)
    before, names = str(current), [n for n in DETAILS if getattr(current, n) != values[n]]
    for name in names:
        setattr(current, name, values[name])
    if names:
        current.save(update_fields=names)
        _tell(
            current,
            "details",
            f"{before} a changé {_describe_changes(current, before, names)}.",
            names,
        )
    return current


def _describe_changes(user, before, names):
    """« son nom, désormais Sophie Petit, et son téléphone »; the journal keeps no number."""
    parts = [f"son nom, désormais {user}"] if str(user) != before else []
    words = {"job": "sa fonction", "phone": "son téléphone"}
    parts += [words[name] for name in names if name in words]
    return " et ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _tell(user, act, sentence, names):
    audit_log.write(user, by=user, act=act, sentence=sentence, data={"fields": names})


def ask(request, address):
    """Send a code to the new address. Nothing says whether somebody else has it: no code leaves then."""
    nonce, until = secrets.token_hex(16), int(time.time()) + LASTS
    request.session[ASKED] = {"address": address, "nonce": nonce, "until": until, "tries": 0}
    mails.send_address_code.enqueue(request.user.pk, address, nonce)


def asked(request):
    """The address that waits for its code, or "" once it is too late."""
    waiting = request.session.get(ASKED, {})
    return waiting.get("address", "") if waiting.get("until", 0) > time.time() else ""


def confirm(request, code):
    """Take the new address when the code is right. Returns the sentence that says why not, or ""."""
    address, waiting = asked(request), request.session.get(ASKED, {})
    if not address or waiting["tries"] >= TRIES:
        return "Ce code ne vaut plus. Demandez-en un autre."
    right = mails.code_for(request.user.pk, address, waiting["nonce"])
    if not constant_time_compare(code.replace(" ", ""), right):
        request.session[ASKED] = waiting | {"tries": waiting["tries"] + 1}
        return "Ce code n’est pas le bon. Recopiez celui du dernier message reçu."
    try:
        _move(request.user, address)
    except IntegrityError:
        return "Un autre compte a pris cette adresse entre-temps. Écrivez à l’équipe du label."
    del request.session[ASKED]
    sessions.end_all(request.user, but=request.session.session_key)
    return ""


@transaction.atomic
def _move(user, address):
    """The login moves; the former address is told, in case it was somebody else's hand."""
    current = User.objects.select_for_update().get(pk=user.pk)
    former, current.email = current.email, address
    current.save(update_fields=["email"])
    user.email = address
    rate_limits.forget_all(former)
    _tell(current, "address", f"{current} a changé son adresse électronique.", ["email"])
    mails.send_address_changed.enqueue(current.pk, former, uuid.uuid4().hex)

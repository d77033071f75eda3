"""Factories of the kernel and of the label: plain keyword functions."""

import base64
import hmac
import itertools
import time
from datetime import datetime
from datetime import time as hour

from labelling.parties.framework.binding import current_framework, current_rules
from labelling.parties.organisms.models import Membership, Organism
from labelling.path.dossiers.models import LabelDossier
from portal.access import affiliations
from portal.access.references import next_reference
from portal.access.roles import give_role
from portal.core import clock
from portal.models import User

_numbers = itertools.count(1)


def siren(number):
    """A valid SIREN (Luhn) from a small number."""
    base = f"{number:08d}"
    total = sum(
        (d * 2 - 9 if d * 2 > 9 else d * 2) if i % 2 else d
        for i, d in enumerate(int(c) for c in base)
    )
    return f"{base}{(10 - total % 10) % 10}"


def noon(day):
    """It is noon of this day inside, for the portal; a context manager."""
    return clock.at(datetime.combine(day, hour(12)))


def make_user(first_name="Alice", last_name="Martin", *, roles=(), **fields):
    n = next(_numbers)
    email = fields.pop("email", f"{first_name.lower()}.{n}@test.example")
    user = User.objects.create_user(
        email, fields.pop("password", None), first_name=first_name, last_name=last_name, **fields
    )
    for role in roles:
        give_role(user, role)
    return user


def totp_code(secret):
    """The six digits that an application of codes shows now (RFC 6238)."""
    period = int(time.time()) // 30
    digest = hmac.digest(base64.b32decode(secret), period.to_bytes(8), "sha1")
    start = digest[-1] & 0xF
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"


def make_organism(name=None, **fields):
    n = next(_numbers)
    defaults = {
        "name": name or f"Organisme {n}",
        "slug": f"organisme-{n}",
        "siren": siren(32_000 + n),
        "family": Organism.Family.OPH,
        "region": "84",
        "departement": "69",
        "homes": 9_000,
        "is_demo": True,
    }
    return Organism.objects.create(**defaults | fields)


def make_member(organism, function="signatory", user=None, **fields):
    user = user or make_user(**fields)
    Membership.objects.create(organism=organism, user=user, function=function)
    affiliations.forget(user)
    return user


def make_dossier(organism=None, *, state=None, **fields):
    """A dossier put straight in a state, for tests of what comes after."""
    defaults = {
        "organism": organism or make_organism(),
        "reference": next_reference("QH-D", clock.today().year),
        "rules": fields.pop("rules", None) or current_rules(clock.today()),
        "framework": fields.pop("framework", None) or current_framework(clock.today()),
        "state": state or LabelDossier.State.DRAFT,
    }
    if defaults["state"] not in ("draft", "discontinued"):
        defaults["submitted_on"] = clock.today()
    if defaults["state"] in ("granted", "refused"):
        defaults["decided_on"] = clock.today()
    return LabelDossier.objects.create(**defaults | fields)


def shut(answer):
    """Close what an answer has opened; its own `close()` would end the test's connection too."""
    for close in answer._resource_closers:
        close()

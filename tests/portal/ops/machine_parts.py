"""What a process of the two machines is asked to do on their database, from outside of pytest."""

import json
import sys

from django.conf import settings
from django.core.management import call_command
from django.db.models import F
from django.tasks import task
from django.test import Client

from home.site.loading import ensure_site
from labelling.models import Label
from labelling.parties.organisms.models import Organism
from portal import documents
from portal.access.references import Counter
from portal.account_desk.invitations import invite_to_office
from portal.models import Role, User
from portal.workflow import audit_log
from tests import factories, furniture
from tests.e2e.portals import preparing
from tests.labelling.labels.factories import make_label
from tests.portal.documents.factories import upload

MANY = 40
PASSWORD = "trois chats dorment dehors"
LEDGER = "LEDGER"


def told(part):
    sys.stdout.write(f"\n{json.dumps(part())}\n")


def people():
    """The référent's session, a labelled organism, somebody who signs in by hand."""
    furniture.make()
    ensure_site()
    sonia = factories.make_user("Sonia", "Vasseur", roles=[Role.REFERENT])
    organism = factories.make_organism("Valmeyre Habitat", slug="valmeyre", region="11")
    make_label(organism)
    lea = factories.make_member(organism, "contact", first_name="Léa", email="lea@test.example")
    lea.set_password(PASSWORD)
    lea.save()
    Counter.objects.create(prefix=LEDGER, year=2026)
    browser = Client()
    browser.force_login(sonia, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["second_factor_passed"] = True
    session.save()
    return {"session": session.session_key}


@task
def count_one():
    Counter.objects.filter(prefix=LEDGER).update(last=F("last") + 1)


def jobs():
    """Tasks and invitations that wait, each to be done once."""
    for number in range(MANY):
        count_one.enqueue()
        invite_to_office(f"ana{number}@test.example", Role.DIRCOM, by=None)
    return MANY


def deposit():
    """The token of a file that waits for the antivirus, which the référent may open once it is judged."""
    sonia = User.objects.get(first_name="Sonia")
    stored = documents.store(upload(), holder=Label.objects.get(), by=sonia, kind="charter")
    return str(stored.token)


def counted():
    return Counter.objects.get(prefix=LEDGER).last


def rename():
    Organism.objects.filter(slug="valmeyre").update(name="Corvange Habitat")
    return True


def demonstration():
    """The whole of its story, with nobody's files."""
    call_command("load_rules", verbosity=0)
    ensure_site()
    return bool(preparing.play(settings.VAR, "demonstration"))


def journal():
    """Its faults."""
    return [list(map(str, fault)) for fault in audit_log.broken()]

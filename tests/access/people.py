"""Eighteen personas of the law tests, each with a signed-in client."""

from django.test import Client

from labelling.committee.models import CommitteeSeat, SeatHolder
from labelling.parties.organisms.models import Membership
from portal.models import Role
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation, make_auditor

OWN = ("alice", "chloe")
OFFICE = ("sonia", "paul")
MEMBERS = ("carla", "marc")
ANONYMOUS = "anonymous"
READING = ("comex", "commission")
STRANGERS = ("bob", "agnes", "gaston", "dircom", "dpo", "tech", *READING)
EVERYBODY = (*OWN, *OFFICE, "nora", "ali", *MEMBERS, "rosa", *STRANGERS)
# They hold what another one holds, less some acts: where both get the same is asked again in make test-all.
LIKE = {"chloe": "alice", "paul": "sonia", "marc": "carla", "tech": "dpo", "commission": "comex"}
UNLIKE = tuple(name for name in EVERYBODY if name not in LIKE)
PASSWORD = "Quatre chevaux bleus trottent 7 fois"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def make_people(ours, theirs):
    """{name: user}: Alice's organism is `ours`, Bob's is `theirs`."""
    user, member = factories.make_user, factories.make_member
    gaston = member(ours, "contact", first_name="Gaston", last_name="Parti")
    Membership.objects.filter(user=gaston).update(is_active=False)
    people = {
        "alice": member(ours, "signatory", first_name="Alice", last_name="Arnaud"),
        "chloe": member(ours, "contact", first_name="Chloé", last_name="Ferrand"),
        "bob": member(theirs, "signatory", first_name="Bob", last_name="Bernier"),
        "gaston": gaston,
        "sonia": user("Sonia", "Vasseur", roles=[Role.REFERENT]),
        "paul": user("Paul", "Suppléant", roles=[Role.DEPUTY]),
        "nora": user("Nora", "Perrin", roles=[Role.SECRETARY]),
        "dircom": user("Diane", "Combes", roles=[Role.DIRCOM]),
        "dpo": user("Denis", "Données", roles=[Role.DPO]),
        "tech": user("Théo", "Technique", roles=[Role.TECH]),
        "comex": user("Colette", "Comex", roles=[Role.COMEX]),
        "commission": user("Cyril", "Commission", roles=[Role.COMMISSION]),
        "ali": _auditor("Ali", "Haddad"),
        "agnes": _auditor("Agnès", "Autre"),
    }
    people |= _seats()
    for person in people.values():
        person.set_password(PASSWORD)
        person.save()
    return people


def _auditor(first_name, last_name):
    auditor = make_auditor(first_name, last_name, firm=f"Cabinet {last_name}")
    make_accreditation(auditor, state="active")
    return auditor.user


def _seats():
    """Carla presides; Rosa will withdraw from the point of our dossier."""
    seats = (("PRES", "carla"), ("VICE", "victor"), ("S3", "marc"), ("S4", "rosa"))
    people = {}
    for order, (code, name) in enumerate(seats):
        facts = {"is_chair": code == "PRES", "is_vice_chair": code == "VICE", "order": order}
        seat = CommitteeSeat.objects.create(
            code=code, label=f"Siège {code}", college="USH", **facts
        )
        people[name] = factories.make_user(name.title(), f"Siège-{code}")
        SeatHolder.objects.create(seat=seat, user=people[name], rank="full", since_on="2025-01-01")
    return people


class Browser(Client):
    """A test client that keeps no copy of every context: a crawl takes a third less time.

    What breaks is answered by the page of errors (500), as it would be to people.
    """

    def request(self, **request):
        response = self.handler(self._base_environ(**request))
        response.request = request
        self.cookies.update(response.cookies)
        return response


def browser(user=None):
    """Somebody signed in has shown their second factor."""
    client = Browser(raise_request_exception=False)
    if user is not None:
        client.force_login(user, backend=BACKEND)
        session = client.session
        session["second_factor_passed"] = True
        session.save()
    return client

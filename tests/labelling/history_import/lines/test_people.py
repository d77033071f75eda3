"""People of a tracking file: seen with where they are, invited by choice, by the référent alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.parties.organisms.models import Organism
from labelling.steering.history_import.people import people
from portal.accounts.models import Invitation
from portal.models import Role
from tests import factories
from tests.labelling.history_import.conftest import begin, confirm, corrections, plain
from tests.labelling.history_import.lines.test_lines import LINE
from tests.labelling.history_import.test_sending import HERE

pytestmark = pytest.mark.django_db


def lines(many):
    return [
        LINE
        | {"row": n + 2, "name": f"Corvange {n:02}", "emails": [f"qualite{n}@corvange.example"]}
        for n in range(many)
    ]


def made(by, many=3):
    return confirm(by, {"organisms": lines(many)})


def page(one):
    return f"{HERE}{one.reference}/personnes/"


@pytest.fixture
def office(signed_in, sonia):
    return signed_in(sonia)


def test_the_real_file_gives_an_address_of_each_organism_that_has_one(sonia, told):
    one = begin(sonia, told, corrections(told))
    one = one.workflow.fire(one, "confirm", by=sonia)

    first = people(one)[0]
    assert (first.email, str(first.organism)) == (
        "qualite@orvance-habitat.example",
        "Orvance Habitat",
    )
    assert first.access == ""


def test_who_is_ticked_is_invited_and_nobody_else(
    office, sonia, django_capture_on_commit_callbacks
):
    one = made(sonia)
    keys = [person.key for person in people(one)]
    answer = office.post(page(one), {"people": keys[:2], "function": "contact"}, follow=True)

    sent = Invitation.objects.order_by("pk").values_list(
        "email", "data__organism", "data__function"
    )
    slugs = list(Organism.objects.order_by("pk").values_list("slug", flat=True))
    assert list(sent) == [(f"qualite{n}@corvange.example", slugs[n], "contact") for n in range(2)]
    assert "2 invitations partent" in plain(answer.content)
    assert [person.access for person in people(one)] == ["invited", "invited", ""]


def test_who_is_a_member_or_already_invited_is_not_invited_again(office, sonia):
    one = made(sonia)
    first, second, _third = people(one)
    member = factories.make_member(first.organism)
    member.email = first.email.upper()
    member.save()
    office.post(page(one), {"people": [second.key], "function": "contact"})
    answer = office.post(page(one), {"people": [first.key, second.key], "function": "contact"})

    assert answer.status_code == 422
    assert "Une de ces personnes n’est plus à inviter" in plain(answer.content)
    assert Invitation.objects.count() == 1


def test_nobody_ticked_is_told_and_what_was_ticked_stays(office, sonia):
    one = made(sonia)
    nothing = office.post(page(one), {"function": "contact"})
    key = people(one)[0].key
    wrong = office.post(page(one), {"people": [key], "function": "king"})

    assert "Cochez une personne au moins" in plain(nothing.content)
    assert (wrong.status_code, Invitation.objects.count()) == (422, 0)
    assert b"checked" in wrong.content.partition(key.encode())[2].partition(b">")[0]


def test_more_than_a_day_holds_sends_nothing(office, sonia):
    one = made(sonia, many=51)
    keys = [person.key for person in people(one)]
    answer = office.post(page(one), {"people": keys, "function": "contact"})

    assert answer.status_code == 409
    assert Invitation.objects.count() == 0


def test_an_import_that_is_not_confirmed_or_was_taken_back_invites_nobody(office, sonia):
    one = begin(sonia, {"organisms": lines(1)})
    assert office.get(page(one)).status_code == 404

    one = one.workflow.fire(one, "confirm", by=sonia)
    assert office.get(page(one)).status_code == 200
    one.workflow.fire(one, "take_back", by=sonia)
    assert office.get(page(one)).status_code == 404


def test_the_deputy_reads_imports_and_invites_nobody_from_them(signed_in, office, sonia):
    one = made(sonia)
    assert b"/personnes/" in office.get(f"{HERE}{one.reference}/").content
    deputy = signed_in(factories.make_user("Paul", "Dumas", roles=[Role.DEPUTY]))

    assert deputy.get(page(one)).status_code == 403
    assert b"/personnes/" not in deputy.get(f"{HERE}{one.reference}/").content


def test_one_address_or_many_cost_the_same_queries(office, sonia):
    def cost(many):
        one = made(sonia, many)
        office.get(page(one))
        with CaptureQueriesContext(connection) as queries:
            assert office.get(page(one)).status_code == 200
        one.refresh_from_db()
        one.workflow.fire(one, "take_back", by=sonia)
        return len(queries)

    assert cost(1) == cost(20)

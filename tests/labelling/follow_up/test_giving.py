"""« Confier à » for several organisms: seen without writing, one mail, undone until it leaves."""

from datetime import timedelta

import pytest

from labelling.models import Handing
from labelling.steering.follow_up.relances import handings
from portal.assignments import actions
from portal.assignments.registry import bearer_of
from portal.core import clock
from portal.models import Message, Role
from portal.notifications import outbox
from portal.workflow import Forbidden, Refused
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(db):
    organism = factories.make_organism()
    return factories.make_dossier(organism)


def leave():
    with clock.at(clock.now() + timedelta(minutes=11)):
        handings.tell_due()
        outbox.deliver_due()


def bearers(*dossiers):
    return [getattr(bearer_of(one)[0], "person", None) for one in dossiers]


def test_two_dossiers_are_given_and_told_in_one_mail(dossier, second, sonia, paul, mailoutbox):
    handings.give([dossier.organism, second.organism], paul, by=sonia)
    assert bearers(dossier, second) == [paul, paul]
    assert Message.objects.count() == 0
    leave()
    leave()

    assert [mail.to for mail in mailoutbox] == [[paul.email]]
    assert dossier.reference in mailoutbox[0].body
    assert second.reference in mailoutbox[0].body


def test_undone_each_goes_back_to_who_had_it(dossier, second, sonia, paul, mailoutbox):
    actions.take(dossier, by=sonia)
    handing = handings.give([dossier.organism, second.organism], paul, by=sonia)
    handings.undo(handing, by=paul)
    leave()

    assert bearers(dossier, second) == [sonia, None]
    assert mailoutbox == []


def test_what_has_changed_hands_since_stays(dossier, sonia, paul):
    handing = handings.give([dossier.organism], paul, by=sonia)
    actions.release(dossier, by=paul)
    handings.undo(handing, by=sonia)

    assert bearers(dossier) == [None]


def test_once_the_mail_has_left_it_is_no_more_undone(dossier, sonia, paul):
    handing = handings.give([dossier.organism], paul, by=sonia)
    leave()

    with pytest.raises(Refused, match="parti"):
        handings.undo(handing, by=sonia)


def test_who_loses_a_dossier_is_told_when_the_mail_leaves(dossier, sonia, paul, mailoutbox):
    third = factories.make_user("Rémi", "Autre", roles=[Role.REFERENT])
    actions.take(dossier, by=third)
    handings.give([dossier.organism], paul, by=sonia)
    leave()

    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([paul.email, third.email])


def test_what_brings_nothing_is_told_why(dossier, sonia, paul):
    bare = factories.make_organism()
    actions.take(dossier, by=paul)

    told = [one.why_not for one in handings.shares([bare, dossier.organism], paul, by=sonia)]
    assert told == ["aucun dossier en cours", f"{paul} s’en charge déjà"]
    with pytest.raises(Refused):
        handings.give([bare, dossier.organism], paul, by=sonia)


def test_others_give_nothing(dossier, nora, paul, alice):
    for person in (nora, alice):
        with pytest.raises(Forbidden):
            handings.give([dossier.organism], paul, by=person)


def test_from_the_list_to_the_handing(dossier, sonia, paul, signed_in):
    client, slug = signed_in(sonia), dossier.organism.slug
    assert f'value="{slug}"' in client.get("/espace/organismes/").content.decode()
    assert f'value="{slug}"' in client.get("/espace/dossiers/").content.decode()
    typed = {"organism": [slug], "person": paul.pk}
    seen = client.post("/espace/confier/", typed | {"preview": "oui"})
    assert (seen.status_code, Handing.objects.count()) == (200, 0)
    assert dossier.reference in seen.content.decode()
    answer = client.post("/espace/confier/", typed | {"give": "oui"}, follow=True)

    assert "Vous pouvez encore annuler" in answer.content.decode()
    client.post(f"{Handing.objects.get().get_absolute_url()}annuler/")
    assert bearers(dossier) == [None]

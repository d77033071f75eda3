"""Delivery log: filters, states, and what the technique may not read."""

from datetime import timedelta

import pytest

from portal.core import clock
from portal.mail_desk import actions, listing
from portal.models import Message, Role
from portal.notifications import outbox
from portal.notifications.models import MailChoice
from tests import factories
from tests.portal.mail_desk.factories import queue

pytestmark = pytest.mark.django_db
LOG = "/espace/courriels/"
KEY = "dossier.submitted"


@pytest.fixture
def mails(sonia, dossier, alice, chloe):
    """{state of the log: its one mail}; the one held is held alone."""
    made = {}
    for number, (state, fields) in enumerate(
        {
            "attente": {},
            "retenu": {},
            "envoye": {"state": "sent", "sent_at": clock.now()},
            "portail": {"state": "kept"},
            "sans-objet": {"state": "dropped", "dropped_for": "fallen"},
            "abandonne": {"state": "failed", "error": "TimeoutError: mx.exemple.fr"},
            "revenu": {"state": "sent", "bounced_at": clock.now(), "bounce": "hard"},
        }.items()
    ):
        made[state] = queue(dossier, alice, KEY, event=number, **fields)
    until = clock.today() + timedelta(3)
    actions.hold(sonia, message=made["retenu"], until_on=until, reason="À relire")
    return made


def shown(browser, **filters):
    return {line.delivery.pk for line in browser.get(LOG, filters).context["lines"]}


@pytest.mark.parametrize("state", list(listing.STATES))
def test_each_state_is_a_filter_that_shows_its_mails_alone(mails, sonia, signed_in, state):
    browser = signed_in(sonia)

    assert shown(browser, etat=state) == {mails[state].pk}
    assert listing.STATES[state] in browser.get(LOG, {"etat": state}).content.decode()


def test_filters_are_told_together_and_an_unknown_value_filters_nothing(
    mails, sonia, bob, signed_in
):
    browser = signed_in(sonia)
    theirs = factories.make_dossier(bob.memberships.get().organism)
    other = queue(theirs, bob, "dossier.sent_back")
    everything = {other.pk, *(mail.pk for mail in mails.values())}
    tomorrow, today = clock.today() + timedelta(1), clock.today()

    assert shown(browser) == everything
    assert shown(browser, type="dossier.sent_back") == {other.pk}
    assert shown(browser, personne="bob bernier") == {other.pk}
    assert shown(browser, personne=bob.email) == {other.pk}
    assert shown(browser, chose=theirs.reference.lower()) == {other.pk}
    assert shown(browser, chose=theirs.reference, type=KEY) == set()
    assert shown(browser, chose="QH-D-0000-0000") == set()
    assert (shown(browser, du=tomorrow), shown(browser, au=today)) == (set(), everything)
    assert shown(browser, etat="inconnu", type="inconnu", du="demain") == everything


def test_what_a_person_keeps_in_the_portal_is_said_so(dossier, alice, sonia, signed_in):
    """Chosen by the person, decided by the sender, told by the log."""
    MailChoice.objects.create(person=alice, notice=KEY, pace="portal")
    mail = queue(dossier, alice, KEY)
    outbox.deliver_due()
    browser = signed_in(sonia)

    assert Message.objects.get(pk=mail.pk).state == "kept"
    assert shown(browser, etat="portail") == {mail.pk}
    assert shown(browser, etat="envoye") == set()


def test_the_technique_reads_states_and_neither_who_nor_what(mails, dossier, alice, signed_in):
    tech = factories.make_user("Thierry", "Masson", roles=[Role.TECH])
    browser = signed_in(tech)
    page = browser.get(LOG).content.decode()
    hidden = (
        alice.last_name,
        alice.email,
        dossier.reference,
        str(dossier),
        "Valmeyre",
        "mx.exemple",
    )
    uid = mails["envoye"].uid

    assert [word for word in hidden if word in page] == []
    assert all(word in page for word in listing.STATES.values())
    assert "le serveur de courriel n’a pas répondu à temps" in page
    assert shown(browser, personne="alice") == {mail.pk for mail in mails.values()}
    for path in (f"envois/{uid}/", f"envois/{uid}/renvoyer/", "a-venir/", "textes/"):
        assert browser.get(f"{LOG}{path}").status_code == 404


def test_others_find_no_log(mails, alice, signed_in):
    browser = signed_in(alice)

    assert browser.get(LOG).status_code == 404
    assert browser.get(f"{LOG}envois/{mails['envoye'].uid}/").status_code == 404


def test_one_mail_or_many_cost_the_same_queries(
    sonia, dossier, alice, signed_in, django_assert_max_num_queries
):
    browser = signed_in(sonia)
    queue(dossier, alice, KEY)
    browser.get(LOG)
    with django_assert_max_num_queries(100) as one:
        browser.get(LOG)
    for number in range(20):
        organism = factories.make_organism()
        queue(factories.make_dossier(organism), factories.make_member(organism), KEY, event=number)
    with django_assert_max_num_queries(100) as many:
        browser.get(LOG)

    assert len(one) == len(many)

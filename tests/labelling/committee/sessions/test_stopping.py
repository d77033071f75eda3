"""Points of a dossier that stops: off the agenda in the same act, the secretariat told."""

import pytest

from labelling.committee.models import AgendaItem, Decision
from labelling.path.dossiers.models import LabelDossier
from portal.models import Message
from portal.notifications import outbox
from portal.workflow import Refused, audit_log
from tests import factories
from tests.labelling.committee.factories import fire, fresh
from tests.labelling.mergers.factories import merge

pytestmark = pytest.mark.django_db
WHY = "Nous revenons à un projet d’abord interne."


def told():
    rows = Message.objects.filter(notice="session.item_withdrawn")
    return list(rows.values_list("person", flat=True))


def test_a_listed_dossier_that_renounces_leaves_the_agenda_and_the_secretariat_is_told(
    session, item, nora, alice, mailoutbox
):
    fire(session, "convene", nora)
    fire(item.dossier, "discontinue", alice, reason=WHY)
    outbox.deliver_due()

    line = audit_log.entries_of(session).first()
    assert (fresh(item).state, told()) == ("removed", [nora.pk])
    assert (line.act, line.sentence, line.reason) == (
        "withdraw",
        "Le portail retire le point de l’ordre du jour\u00a0: son dossier s’est arrêté.",
        WHY,
    )
    [mail] = [one for one in mailoutbox if "quitte l’ordre du jour" in one.subject]
    assert (mail.to, WHY in mail.body) == ([nora.email], True)


def test_a_vote_that_was_voided_is_not_run_again(session, item, alice):
    AgendaItem.objects.filter(pk=item.pk).update(state="void")
    fire(item.dossier, "discontinue", alice)

    assert fresh(item).state == "removed"


def test_an_absorbed_organism_leaves_the_agenda(session, item, organism, sonia, nora):
    merge(organism, factories.make_organism("Grand Office"), sonia)

    assert (fresh(item).state, told()) == ("removed", [nora.pk])


@pytest.mark.parametrize("state", ["open", "closed"])
def test_br22_a_vote_under_way_keeps_the_dossier_and_its_point(session, item, alice, state):
    AgendaItem.objects.filter(pk=item.pk).update(state=state)
    with pytest.raises(Refused) as refused:
        fire(item.dossier, "discontinue", alice)

    assert refused.value.codes == ["vote_open"]
    assert (fresh(item).state, LabelDossier.objects.get().state) == (state, "scheduled")


def test_what_was_decided_stays(label, voting, organism, alice):
    """A granted dossier does not stop; another one of the same organism takes no point of it along."""
    other = factories.make_dossier(organism, state="preparation", dossier_type="extension")
    fire(other, "discontinue", alice)

    assert (fresh(voting.item).state, Decision.objects.count(), told()) == ("validated", 1, [])


def test_the_page_foretells_it(item, alice, signed_in):
    page = signed_in(alice).get(f"{item.dossier.get_absolute_url()}se-desister/")

    assert "Son point quitte l’ordre du jour du comité" in page.content.decode()

"""State machine of the licence: who accepts, refuses, removes, revokes, and when."""

from datetime import date, datetime, timedelta

import pytest

from labelling.title.brand.charters import looks
from labelling.title.brand.models import Trademark, UsageRulesVersion
from labelling.title.labels.models import Label
from labelling.title.licences import rights
from labelling.title.licences.models import BrandLicence
from labelling.title.licences.titles import terms
from portal.core import clock
from portal.models import Message, Role
from portal.notifications import outbox, rendering
from portal.ops import worker
from portal.workflow import Forbidden, Refused, Stale
from tests.factories import make_user
from tests.labelling.labels.factories import TODAY
from tests.labelling.licences.factories import make_charter, make_licence
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db
REASON = "La Dircom a vu le logo sur une résidence hors du périmètre du label, le 3 novembre."
ANSWER = "L’affiche a été retirée le jour même ; elle venait d’un prestataire."


def fire(licence, name, **values):
    return licence.workflow.fire(licence, name, **values)


def told(notice):
    rows = Message.objects.filter(notice=f"licence.{notice}")
    return list(rows.order_by("person").values_list("person", flat=True))


def test_br03_the_contact_asks_and_only_the_signatory_accepts(
    licence, alice, chloe, bob, sonia, dircom, signed_in
):
    asked = fire(licence, "request", by=chloe, supports=["web"], use_note="Site")
    for person in (chloe, bob, sonia, dircom):
        with pytest.raises(Forbidden):
            fire(asked, "accept", by=person, supports=["web"])
    address = f"{licence.get_absolute_url()}accepter/"
    values = {"supports": ["web", "print"], "accepts": "on", "version": asked.version}

    assert signed_in(chloe).post(address, values).status_code == 403
    assert signed_in(bob).post(address, values).status_code == 404
    page = signed_in(alice)
    assert page.post(address, values | {"accepts": ""}).status_code == 422
    assert page.post(address, values | {"charter": looks.in_force().code}).status_code == 302
    refused_page(page.post(address, values), "Cette étape n’est pas possible")
    kept = BrandLicence.objects.get()
    assert (kept.state, kept.accepted_by, kept.charter, kept.supports) == (
        "active",
        alice,
        looks.in_force(),
        ["web", "print"],
    )
    assert (kept.start_on, kept.end_on) == (TODAY, kept.label.end_on)
    assert kept.mandatory_mentions[0].startswith("« Valmeyre Habitat, labellisé Quali’Hlm du 1")
    assert told("accepted") == sorted([sonia.pk, dircom.pk])


def test_the_sentences_are_those_of_the_rules_of_the_day_and_stay_as_they_were_accepted(
    licence, alice, dircom, signed_in
):
    """Each version of the règlement d’usage has its sentences; what is signed stays."""
    first = publish_rules("RU-1", date(2026, 1, 1), ["« {organisme} », du {début}."])
    publish_rules("RU-2", TODAY + timedelta(days=30), ["Autre phrase."])
    signed = fire(licence, "accept", by=alice, supports=["web"])
    client = signed_in(dircom)

    assert (signed.usage_rules, signed.prohibited_uses) == (first, ["Interdit par RU-1."])
    assert signed.mandatory_mentions[0].startswith("« Valmeyre Habitat », du 1")
    assert (
        terms.terms_of(licence, date(2025, 12, 31)).rules is None
    )  # the shipped ones, said to be so
    with clock.at(datetime.combine(TODAY + timedelta(days=40), datetime.min.time())):
        assert terms.terms_of(licence).mentions == ("Autre phrase.",)
        page = client.get(licence.get_absolute_url()).content.decode()
    assert "Interdit par RU-1." in page
    assert "Autre phrase." not in page


def publish_rules(code, effective_from, sentences):
    return UsageRulesVersion.objects.create(
        trademark=Trademark.objects.get(slug="qualihlm"),
        code=code,
        title=code,
        effective_from=effective_from,
        said_labelled=sentences,
        forbidden=[f"Interdit par {code}."],
        state="published",
        published_at=clock.now(),
    )


def test_the_page_of_acceptance_shows_the_charter_the_mentions_and_what_is_forbidden(
    licence, alice, signed_in
):
    page = signed_in(alice).get(f"{licence.get_absolute_url()}accepter/").content.decode()

    for text in (
        looks.in_force().title,
        "labellisé Quali’Hlm du",
        "Transformer le logo",
        "Version de démonstration",
    ):
        assert text in page


def test_a_charter_that_changed_while_it_was_read_is_not_accepted(licence, alice):
    read = looks.in_force().code
    make_charter("TEST-2026.9", TODAY)
    with pytest.raises(Refused) as refused:
        fire(licence, "accept", by=alice, supports=["web"], charter=read)

    assert refused.value.codes == ["charter_changed"]
    assert BrandLicence.objects.get().state == "eligible"


def test_nothing_is_accepted_while_the_label_is_suspended(licence, alice):
    Label.objects.update(state="suspended")
    with pytest.raises(Refused) as refused:
        fire(BrandLicence.objects.get(), "accept", by=alice, supports=["web"])

    assert refused.value.codes == ["title"]


def test_the_dircom_refuses_with_a_reason_what_was_never_used_and_may_reopen_it(
    licence, alice, dircom, signed_in
):
    address = f"{licence.get_absolute_url()}refuser/"
    page = signed_in(dircom)
    assert page.post(address, {"reason": "Trop court", "version": 1}).status_code == 422
    assert page.post(address, {"reason": REASON, "version": 1}).status_code == 302
    again = fire(BrandLicence.objects.get(), "reconsider", by=dircom)
    accepted = fire(again, "accept", by=alice, supports=["web"])
    with pytest.raises(Refused) as too_late:
        fire(accepted, "refuse", by=dircom, reason=REASON)

    assert too_late.value.codes == ["state"]
    assert (told("refused"), told("reconsidered")) == ([alice.pk], [alice.pk])


def test_br81_a_new_charter_asks_again_and_the_grace_runs_meanwhile(active, alice):
    new = make_charter("TEST-2027.1", date(2027, 1, 4))
    with clock.at(datetime(2027, 1, 4, 6)):
        worker.run_clock(with_daily=False)
        worker.run_clock(with_daily=False)
        asked = BrandLicence.objects.get()
        allowed = rights.variants(asked.organism)
    with clock.at(datetime(2027, 3, 6, 6)):
        blocked = rights.variants(asked.organism)
        with pytest.raises(Refused) as refused:
            fire(asked, "refuse", by=make_user(roles=[Role.DIRCOM]), reason=REASON)
        accepted = fire(asked, "accept", by=alice, charter=new.code)
        again = rights.variants(asked.organism)

    assert (asked.state, allowed, blocked, again) == (
        "requested",
        {"labelled"},
        frozenset(),
        {"labelled"},
    )
    assert refused.value.codes == ["used"]
    assert (accepted.charter, accepted.start_on) == (new, active.start_on)
    assert told("new_charter") == [alice.pk]


def test_a_revocation_is_proposed_heard_then_decided_by_the_chair(
    active, alice, dircom, carla, sonia
):
    with pytest.raises(Forbidden):
        fire(active, "propose_revocation", by=sonia, reason=REASON)
    accused = fire(active, "propose_revocation", by=dircom, reason=REASON)
    used = rights.variants(accused.organism)
    with pytest.raises(Forbidden):
        fire(accused, "revoke", by=dircom, reason=REASON)
    with pytest.raises(Refused) as early:
        fire(accused, "revoke", by=carla, reason=REASON)
    answered = fire(accused, "answer_revocation", by=alice, observations=ANSWER)
    with clock.at(datetime(2026, 12, 24, 9)), pytest.raises(Refused) as last_day:
        fire(answered, "revoke", by=carla, reason=REASON)
    with clock.at(datetime(2026, 12, 26, 9)):
        revoked = fire(answered, "revoke", by=carla, reason=REASON)

    assert (accused.hearing_until_on, accused.state, used) == (
        date(2026, 12, 24),
        "active",
        {"labelled"},
    )
    assert (early.value.codes, last_day.value.codes) == (["contradictory"], ["contradictory"])
    assert (revoked.state, revoked.end_on, revoked.digital_due_on) == (
        "revoked",
        date(2026, 12, 26),
        date(2027, 1, 25),
    )
    assert rights.variants(active.organism) == frozenset()
    assert (told("accused"), told("to_decide")) == ([alice.pk], [carla.pk])
    assert told("revoked") == [alice.pk]


def test_who_presides_and_proposed_does_not_decide(active, carla, signed_in):
    both = carla
    make_user(roles=[Role.DIRCOM])
    both.groups.add(*make_user(roles=[Role.DIRCOM]).groups.all())
    accused = fire(active, "propose_revocation", by=both, reason=REASON)
    with clock.at(datetime(2027, 1, 4, 9)), pytest.raises(Forbidden):
        fire(accused, "revoke", by=both, reason=REASON)


def test_a_revocation_without_a_proposal_or_abandoned_changes_nothing(active, dircom, carla):
    with pytest.raises(Refused) as none:
        fire(active, "revoke", by=carla, reason=REASON)
    dropped = fire(
        fire(active, "propose_revocation", by=dircom, reason=REASON),
        "drop_revocation",
        by=carla,
        reason=REASON,
    )

    assert none.value.codes == ["not_accused"]
    assert (dropped.state, dropped.grievance) == ("active", "")


def test_a_stale_page_changes_nothing(licence, alice, chloe):
    fire(licence, "request", by=chloe, supports=["web"])
    with pytest.raises(Stale):
        fire(licence, "accept", by=alice, expected_version=1, supports=["web"])


@pytest.mark.parametrize("key", sorted(k for k in outbox.NOTICES if k.startswith("licence.")))
def test_every_mail_has_its_text(organism, alice, key):
    licence = make_licence(
        organism,
        state="ending",
        by=alice,
        reason="Motif & suite",
        grievance="Affiche & tract",
        hearing_until_on=TODAY,
        removed_by=alice,
    )
    message = Message(
        person=alice,
        notice=key,
        event_key=key,
        thing_type="labelling.brandlicence",
        thing_id=licence.pk,
        template=outbox.template_of(outbox.NOTICES[key], "labelling/licences"),
    )
    told = rendering.prepare_message(message, licence)

    assert "Valmeyre Habitat" in told.subject
    assert licence.get_absolute_url() in told.body
    assert "&amp;" not in told.body


def test_a_licence_that_is_asked_for_is_accepted_by_a_day(licence, chloe):
    """D20a."""
    assert licence.undated == "l’organisme l’accepte quand il veut"
    asked = fire(licence, "request", by=chloe, supports=["web"], use_note="Site")

    assert (asked.state, asked.due_on) == ("requested", asked.due_date("D20a"))

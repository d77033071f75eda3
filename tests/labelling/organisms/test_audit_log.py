"""Audit log of an organism on its page, for those who see it."""

import pytest

from labelling.parties.organisms.people import actions
from portal.accounts import invitations
from portal.workflow import audit_log
from tests.factories import make_dossier, make_member
from tests.labelling.accreditation.factories import make_auditor
from tests.labelling.audits.factories import make_mission

pytestmark = pytest.mark.django_db


def told(organism):
    return [entry.sentence for entry in audit_log.entries_of(organism)]


def test_an_invitation_and_its_acceptance_are_told_without_the_address(organism, alice):
    """BR-23; the journal is never erased: no address in it."""
    invitation = actions.invite_member(organism, "nina@valmeyre.example", "signatory", by=alice)
    invitations.accept(invitation, first_name="Nina", last_name="Petit", password="x" * 20)

    assert told(organism) == [
        "Nina Petit a accepté l’invitation et agit comme signataire.",
        "Alice Arnaud a invité une personne comme signataire.",
    ]
    assert not any("nina@" in str(entry.data) for entry in audit_log.entries_of(organism))


def test_a_role_raised_and_a_departure_are_told_once(organism, alice, chloe):
    actions.add_member(organism, chloe, "signatory", by=alice)
    actions.add_member(organism, chloe, "contact", by=alice)
    actions.deactivate(chloe.memberships.get(), by=alice)
    actions.deactivate(chloe.memberships.get(), by=alice)

    assert told(organism) == [
        "Alice Arnaud a mis fin à l’accès de Chloé Ferrand, signataire.",
        "Alice Arnaud a fait passer Chloé Ferrand de correspondant à signataire.",
    ]


def test_br04_a_refused_departure_is_not_told(organism, alice):
    with pytest.raises(actions.Refused):
        actions.deactivate(alice.memberships.get(), by=alice)

    assert told(organism) == []


def test_changed_facts_are_named_and_an_unchanged_form_tells_nothing(organism, sonia, signed_in):
    client, url = signed_in(sonia), f"{organism.get_absolute_url()}modifier/"
    values = client.get(url).context["form"].initial | {"city": "Vienne"}
    assert client.post(url, values).status_code == 302
    assert client.post(url, values).status_code == 302

    assert told(organism) == [
        "Sonia Vasseur a modifié les faits de l’organisme\u00a0: commune du siège."
    ]


def test_facts_changed_elsewhere_are_shown_and_not_overwritten(organism, sonia, signed_in):
    client, url = signed_in(sonia), f"{organism.get_absolute_url()}modifier/"
    form = client.get(url).context["form"]
    client.post(url, form.initial | {"city": "Vienne"})
    answer = client.post(url, form.initial | {"city": "Givors", "seen": form.seen})
    organism.refresh_from_db()

    assert (answer.status_code, organism.city) == (409, "Vienne")
    assert ["Vienne" in answer.text, "Givors" in answer.text] == [True, True]
    client.post(url, form.initial | {"city": "Givors", "seen": answer.context["form"].seen})
    organism.refresh_from_db()
    assert organism.city == "Givors"


def test_br70_the_choice_to_appear_is_told_when_it_changes(organism, alice, signed_in):
    client, url = signed_in(alice), f"{organism.get_absolute_url()}publication/"
    for _ in range(2):
        client.post(url, {"has_public_consent": "" if organism.has_public_consent else "on"})

    assert len(told(organism)) == 1
    assert told(organism)[0].startswith("Alice Arnaud a choisi de ")


def test_the_page_tells_it_to_members_and_to_the_office(organism, alice, sonia, signed_in):
    actions.invite_member(organism, "nina@valmeyre.example", "contact", by=alice)
    sentence = "Alice Arnaud a invité une personne comme correspondant."
    other = make_member(organism, "contact")

    for reader in (alice, other, sonia):
        assert sentence in signed_in(reader).get(organism.get_absolute_url()).text


def test_an_auditor_sees_the_organism_and_not_its_journal(organism, alice, signed_in):
    auditor = make_auditor()
    make_mission(make_dossier(organism, state="audit"), auditor=auditor, state="accepted")
    actions.invite_member(organism, "nina@valmeyre.example", "contact", by=alice)
    answer = signed_in(auditor.user).get(organism.get_absolute_url())

    assert answer.status_code == 200
    assert "a invité une personne" not in answer.text

"""Refusals of a label taken over by a screen: what is wrong is told, what was typed is kept."""

from datetime import date

import pytest
from django.urls import reverse

from labelling.steering.history_import.labels import actions
from labelling.title.labels.models import Attestation, Label
from portal.access.references import next_reference
from portal.documents import StoredFile
from portal.models import Role
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.labelling.history_import.labels.screen import (
    DAYS,
    DECIDED,
    SAID,
    TYPED,
    door,
    served,
    take_over,
    told,
    typed,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value", "where", "said"),
    [
        ("end_on", "2024-12-04", "end_on", "La fin du label précède son début."),
        (
            "end_on",
            "2027-12-05",
            "dates_reason",
            "Les dates proposées vont du 5\u00a0décembre 2024",
        ),
        ("end_on", "2097-12-04", "end_on", "Vérifiez l’année"),
        ("start_on", "0204-12-05", "start_on", "Vérifiez l’année"),
        ("start_on", "", "start_on", "Champ requis."),
        ("end_on", "demain", "end_on", "Saisissez une date valide."),
        ("stated_on", "2026-11-25", "stated_on", "Choisissez une date passée."),
        ("statement", "Oui.", "statement", "Écrivez 20 caractères au moins"),
        ("number", "n° 7 ?", "number", "Ce numéro tient en lettres"),
        ("homes", "-3", "homes", "supérieure ou égale à 1"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_the_rest_is_kept(
    signed_in, sonia, bare, field, value, where, said
):
    page = signed_in(sonia).post(door(bare), typed(**{field: value}))

    assert (page.status_code, Label.objects.count()) == (422, 0)
    assert list(page.context["form"].errors) == [where]
    assert said in page.context["form"].errors[where][0]
    assert SAID["stated_by"] in page.text


def test_dates_of_one_s_own_are_kept_with_their_reason(signed_in, sonia, bare):
    other = typed(end_on="2027-06-30", dates_reason="La lettre du comité donne cette fin.")
    page = signed_in(sonia).post(door(bare), other, follow=True)

    assert Label.objects.get().end_on == date(2027, 6, 30)
    assert "La lettre du comité donne cette fin." in told(page)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"decision": "2026-11-25"}, "Choisissez une date passée."),
        ({"decision": "1924-12-05"}, "Vérifiez l’année"),
        ({"decision": ""}, "Champ requis."),
        ({"organisme": "nobody"}, "Sélectionnez un choix valide."),
        ({"organisme": ""}, "Choisissez l’organisme."),
        ({"type": "mention"}, "Sélectionnez un choix valide."),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_decision_that_cannot_be_is_asked_again(signed_in, sonia, bare, method, asked, said):
    query = {"organisme": bare.slug, "type": "initial", "decision": "2024-12-05"} | asked
    address = f"{reverse('labelling:label_take_over')}?" + "&".join(
        f"{name}={value}" for name, value in query.items()
    )
    page = getattr(signed_in(sonia), method)(address, typed() if method == "post" else None)

    assert (page.status_code, Label.objects.count()) == (422, 0)
    assert said in told(page)


def test_the_proof_is_asked(signed_in, sonia, bare):
    page = signed_in(sonia).post(door(bare), TYPED)

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["proof"])


@pytest.mark.parametrize(
    ("decided", "start", "end"),
    [
        (date(2023, 5, 2), date(2023, 5, 2), DECIDED),
        (date(2026, 5, 2), date(2026, 5, 2), date(2029, 5, 1)),
        (date(2025, 5, 2), date(2025, 5, 2), date(2026, 5, 1)),
    ],
)
def test_br64_a_label_that_overlaps_another_is_refused(sonia, bare, decided, start, end):
    known = take_over(bare, sonia)
    with pytest.raises(Refused) as refused:
        take_over(bare, sonia, number="", decided_on=decided, start_on=start, end_on=end)

    assert refused.value.codes == ["overlap"]
    assert known.reference in str(refused.value.problems[0])
    assert Label.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"state": "audit", "dossier_type": "initial"}, True),
        ({"state": "audit", "dossier_type": "renewal", "submitted_on": date(2024, 3, 1)}, True),
        ({"state": "audit", "dossier_type": "renewal", "submitted_on": date(2026, 3, 1)}, False),
        ({"state": "granted", "dossier_type": "initial", "decided_on": DECIDED}, True),
        ({"state": "refused", "dossier_type": "initial", "decided_on": date(2021, 1, 5)}, False),
    ],
)
def test_a_dossier_of_the_portal_that_decides_it_is_named(sonia, bare, facts, refused):
    one = factories.make_dossier(bare, **facts)

    found = actions.obstacles(bare, DECIDED, *DAYS.values())

    assert [problem.code for problem in found] == (["decided_here"] if refused else [])
    assert all(one.reference in problem.text for problem in found)


def test_a_refusal_is_said_above_the_form_and_keeps_what_was_typed(signed_in, sonia, bare):
    take_over(bare, sonia)
    page = signed_in(sonia).post(door(bare), typed(number="", end_on="2027-12-04"))

    assert (page.status_code, Label.objects.count()) == (422, 1)  # the day after is proposed
    page = signed_in(sonia).post(
        door(bare), typed(number="", dates_reason="La lettre donne ces dates.")
    )
    assert (page.status_code, Label.objects.count()) == (409, 1)
    assert "deux labels ne se recouvrent pas" in told(page)
    assert SAID["statement"] in page.text


def test_br67_a_number_is_never_given_twice_and_the_portal_goes_on_after_it(signed_in, sonia, bare):
    take_over(bare, sonia, number="qh-2024-0031")
    other = factories.make_organism()

    page = signed_in(sonia).post(door(other), typed(number="QH-2024-0031"))

    assert (page.status_code, Attestation.objects.count()) == (422, 1)
    assert "déjà celui d’un label d’Orvance Habitat" in told(page)
    assert next_reference("QH", 2024) == "QH-2024-0032"


def test_a_second_click_makes_one(signed_in, sonia, bare):
    client, once = signed_in(sonia), new_key()
    answers = [client.post(door(bare), typed(once=once)) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert Label.objects.count() == 1


def test_the_referent_alone_does_it_and_is_led_there(signed_in, sonia, bare, alice, dircom):
    denis = factories.make_user("Denis", roles=[Role.DEPUTY])
    office = signed_in(sonia)
    there = reverse("labelling:label_take_over")
    pages = (bare.get_absolute_url(), reverse("labelling:label_list"))
    assert [there in office.get(page).text for page in pages] == [True, True]
    assert reverse("labelling:organism_create") in office.get(there).text

    for person in (denis, alice, dircom):
        client = signed_in(person)
        assert client.get(there).status_code == 403
        assert client.post(door(bare), typed()).status_code == 403
        assert there not in client.get(reverse("labelling:label_list")).text
    with pytest.raises(Forbidden):
        take_over(bare, denis)
    label = take_over(bare, sonia)
    stored = StoredFile.objects.of(label.taken_from).get()
    assert signed_in(alice).get(stored.get_absolute_url()).status_code == 404
    assert served(signed_in(denis), stored) == 200

"""Screens of the drafts of the rules: opened, edited, compared, proposed and published, with two people."""

import re
from datetime import timedelta

import pytest

from labelling.parties.framework.binding import current_rules
from labelling.parties.framework.drafts.actions import row_of
from labelling.parties.framework.drafts.forms import RowForm
from labelling.parties.framework.drafts.parts import ALL
from labelling.parties.framework.files.parsing import KINDS as MODELS
from labelling.parties.framework.models import RulesDraft
from portal.core import clock
from tests.access.world import once
from tests.factories import make_dossier, make_organism, make_user
from tests.labelling.framework.drafts.factories import (
    FIRST_DAY,
    KINDS,
    begin,
    changed,
    fire,
    make_deputy,
    proposed,
    published,
)

pytestmark = [pytest.mark.django_db, pytest.mark.dated]
LIST = "/espace/regles/"


@pytest.fixture
def paul(db):
    return make_deputy()


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def values(page):
    """What the form of a page would send as it stands, with its marks."""
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    kept = {
        name: "on" if value is True else value
        for name, value in sent.items()
        if value not in (None, False)
    }
    return kept | {"seen": page.context["seen"]} | once()


def test_br10_from_the_list_to_a_published_version_by_two_people_on_screen(
    client, signed_in, sonia, paul
):
    office = signed_in(sonia)
    page = office.get(LIST)
    assert f'href="{LIST}preparer/rules/"' in text(page)
    opened = office.post(
        f"{LIST}preparer/rules/",
        {"code": "REG-2027", "title": "Règlement 2027", "effective_from": FIRST_DAY.isoformat()}
        | once(),
    )
    home = f"{LIST}projets/REG-2027/"
    assert opened.url == home
    row = f"{home}parties/delais/D01/modifier/"
    saved = office.post(row, values(office.get(row)) | {"delay": "20o"})
    assert saved.url == f"{home}parties/delais/"
    compared = text(office.get(f"{home}comparaison/"))
    assert re.search(
        r"D01 Contrôle de complétude.*15 jours ouvrés.*20 jours ouvrés", compared, re.DOTALL
    )
    assert "47 lignes inchangées" in compared
    assert "Premier label, étape « Candidature » : Lettre d’engagement signée" in compared
    today = clock.today().isoformat()
    steps = (
        ("proposer", {"origin": "referent", "proposed_on": today}),
        ("avis", {"adviser": "commission", "endorsed_on": today, "reference": "CNQS-3"}),
        ("decision", {"decided_on": today, "reference": "CX-11"}),
    )
    for address, facts in steps:
        assert "Ce que cet acte va faire" in text(office.get(f"{home}{address}/"))
        assert office.post(f"{home}{address}/", facts | once()).status_code == 302
    facts = {"effective_from": FIRST_DAY.isoformat()}
    assert office.post(f"{home}publier/", facts | once()).status_code == 403
    other = signed_in(paul)
    assert "à publier" in text(other.get("/espace/"))
    assert other.post(f"{home}publier/", facts | once()).status_code == 302

    version = MODELS["rules"].objects.get(code="REG-2027")
    page = text(client.get(version.get_absolute_url()))
    assert version.deadlines["D01"].delay == "20o"
    assert "décidée par le COMEX" in page
    assert "Version de démonstration" not in page


def test_what_is_published_is_compared_with_the_version_that_it_followed(signed_in, sonia, paul):
    draft = published(sonia, paul)
    page = signed_in(sonia).get(draft.get_absolute_url())

    assert (page.context["before"].code, page.context["comparison"].count) == ("REG-DEMO-2025.1", 1)


def test_a_wrong_value_is_told_beside_its_field_and_changes_nothing(signed_in, sonia):
    draft, office = begin(sonia), signed_in(sonia)
    row = f"{draft.get_absolute_url()}parties/etapes/initial/audit/modifier/"
    page = office.post(row, values(office.get(row)) | {"other_states": ["draft"]})

    assert page.status_code == 422
    assert [one.replace("\u00a0", " ") for one in page.context["form"].errors["other_states"]] == [
        "l’état « draft » est déjà dans l’étape « Candidature »."
    ]
    assert RulesDraft.objects.get(pk=draft.pk).content == draft.content


def test_two_people_on_one_row_the_second_is_told_and_keeps_what_they_typed(signed_in, sonia, paul):
    draft = begin(sonia)
    row = f"{draft.get_absolute_url()}parties/delais/D01/modifier/"
    shown = values(signed_in(sonia).get(row))
    signed_in(paul).post(row, shown | once() | {"delay": "20o"})
    page = signed_in(sonia).post(row, shown | once() | {"delay": "25o"})
    again = signed_in(sonia).post(
        row, shown | once() | {"delay": "25o", "seen": page.context["seen"]}
    )

    assert page.status_code == 409
    assert [(mine, theirs) for _, mine, theirs in page.context["form"].two_texts] == [
        ("25o", "20o")
    ]
    assert again.status_code == 302


def test_what_is_typed_is_saved_quietly_and_told_once(signed_in, sonia):
    draft, office = begin(sonia, "committee"), signed_in(sonia)
    row = f"{draft.get_absolute_url()}parties/votes/tout/modifier/"
    shown = values(office.get(row))
    quiet = {"X-Autosave": "1"}
    first = office.post(row, shown | {"rule_text": "Une règle."}, headers=quiet)
    second = office.post(
        row, shown | {"rule_text": "Une autre règle.", "seen": first.json()["seen"]}, headers=quiet
    )
    wrong = office.post(
        row, shown | {"quorum": "3/2", "seen": second.json()["seen"]}, headers=quiet
    )

    assert (first.status_code, second.status_code, wrong.status_code) == (200, 200, 422)
    assert RulesDraft.objects.get(pk=draft.pk).content["rule_text"] == "Une autre règle."


def test_rows_are_added_moved_and_removed_on_screen(signed_in, sonia):
    draft, office = begin(sonia, "framework"), signed_in(sonia)
    home = f"{draft.get_absolute_url()}parties/"
    facts = {
        "code": "T13", "title": "Sobriété", "weight": "2", "gate": "",
    }  # fmt: skip
    assert office.post(f"{home}themes/ajouter/", facts | once()).status_code == 302
    assert "n’a aucun critère" in text(office.get(draft.get_absolute_url()))
    criterion = {
        "code": "T13.1", "title": "Les charges sont suivies.", "expectation": "Un suivi annuel.",
        "weight": "1", "audit_types": ["hqs"],
    }  # fmt: skip
    office.post(f"{home}criteres/ajouter/T13/", criterion | once())
    office.post(f"{home}themes/T13/deplacer/", {"way": "up"} | once())
    removal = office.get(f"{home}themes/T01/retirer/")
    assert "6 critères partent avec lui." in text(removal)
    office.post(f"{home}themes/T01/retirer/", once())
    content = RulesDraft.objects.get(pk=draft.pk).content

    assert [one["code"] for one in content["themes"]][-2:] == ["T13", "T12"]
    assert content["themes"][0]["code"] == "T02"
    assert content["themes"][-2]["criteria"][0]["audit_types"] == ["hqs"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_of_each_row_sends_back_what_it_shows(signed_in, sonia, kind):
    """Opened and saved as it stands, no row changes: no value is lost by its field."""
    draft = begin(sonia, kind)
    for part in {one for one in ALL if one.kind == kind}:
        for key, row in part.rows(draft.content).items():
            shown = RowForm(part=part, row=row_of(part, draft.content, key), thing=draft)
            sent = {name: shown[name].value() for name in shown.fields}
            data = {
                name: "on" if value is True else value
                for name, value in sent.items()
                if value not in (None, False)
            }
            form = RowForm(data, part=part, row=row_of(part, draft.content, key), thing=draft)
            assert form.is_valid(), (key, form.errors)
            wanted = {name: row[name] for name in part.own_names}
            assert form.facts == wanted, key


def test_a_page_costs_the_same_whatever_the_number_of_drafts(
    signed_in, sonia, django_assert_num_queries
):
    office = signed_in(sonia)
    begin(sonia, code="V-0")
    office.get(LIST)
    with django_assert_num_queries(10):
        office.get(LIST)
    for number in range(1, 6):
        begin(sonia, code=f"V-{number}")
    with django_assert_num_queries(10):
        office.get(LIST)


def test_a_stranger_finds_no_draft(client, signed_in, sonia, alice):
    draft = changed(sonia)
    home = draft.get_absolute_url()

    assert signed_in(alice).get(home).status_code == 404
    assert signed_in(make_user("Théo", "Technique", roles=[])).get(home).status_code == 404
    assert draft.title not in text(signed_in(alice).get(LIST))


def test_the_days_of_the_trace_follow_each_other(signed_in, sonia):
    draft, office = changed(sonia), signed_in(sonia)
    home, today = draft.get_absolute_url(), clock.today()
    office.post(
        f"{home}proposer/", {"origin": "referent", "proposed_on": today.isoformat()} | once()
    )
    early = (today - timedelta(3)).isoformat()
    page = office.post(
        f"{home}avis/", {"adviser": "committee", "endorsed_on": early, "reference": "R"} | once()
    )

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["endorsed_on"]


def test_an_address_that_names_no_part_or_row_is_a_404(signed_in, sonia):
    draft, office = begin(sonia), signed_in(sonia)
    home = draft.get_absolute_url()
    paths = (
        "parties/themes/", "parties/nombres/", "parties/delais/inconnu/modifier/", "inconnu/",
        "parties/pieces/ajouter/initial/absente/", "parties/nombres/ajouter/",
        "parties/nombres/tout/retirer/", "parties/delais/inconnu/retirer/",
    )  # fmt: skip

    assert {office.get(f"{home}{path}").status_code for path in paths} == {404}
    assert office.get(f"{LIST}preparer/autre/").status_code == 404


def test_br09_on_screen_nobody_edits_what_is_proposed_or_published(signed_in, sonia, paul):
    for number, draft in enumerate(
        (proposed(sonia, code="V-1"), published(sonia, paul, code="V-2"))
    ):
        office, home = signed_in((sonia, paul)[number]), draft.get_absolute_url()
        paths = ("modifier/", "parties/delais/ajouter/", *(
            f"parties/delais/D01/{act}/" for act in ("modifier", "retirer")
        ))  # fmt: skip
        sent = {"delay": "40o", "title": "Autre", "effective_from": "2030-01-01"}

        assert {office.get(f"{home}{path}").status_code for path in paths} == {403}
        assert {office.post(f"{home}{path}", sent | once()).status_code for path in paths} == {403}
        assert office.post(f"{home}parties/delais/D01/deplacer/", once()).status_code == 403
        assert RulesDraft.objects.get(pk=draft.pk).content == draft.content


def test_br08_on_screen_a_piece_that_a_later_version_asks_for_is_asked_of_later_dossiers_alone(
    signed_in, sonia, paul, alice, organism
):
    draft = begin(sonia)
    added = f"{draft.get_absolute_url()}parties/pieces/ajouter/initial/candidature/"
    charter = {"code": "charte", "label": "Charte locale", "mandatory": "on", "extensions": ["pdf"]}
    assert signed_in(sonia).post(added, charter | once()).status_code == 302
    fire(draft, "propose", sonia, origin="committee", proposed_on=clock.today())
    told = {"adviser": "committee", "endorsed_on": clock.today(), "reference": "R"}
    fire(draft, "endorse", sonia, **told)
    fire(draft, "decide", sonia, decided_on=clock.today(), reference="CX")
    before = make_dossier(organism)
    facts = {"effective_from": FIRST_DAY.isoformat()} | once()
    assert signed_in(paul).post(f"{draft.get_absolute_url()}publier/", facts).status_code == 302
    after = make_dossier(make_organism(), rules=current_rules(FIRST_DAY))

    pieces = "Charte locale"
    assert pieces not in text(signed_in(sonia).get(f"{before.get_absolute_url()}pieces/"))
    assert pieces in text(signed_in(sonia).get(f"{after.get_absolute_url()}pieces/"))


def test_the_first_screen_says_that_a_deputy_is_needed_to_publish(signed_in, sonia):
    address, needed = f"{LIST}preparer/rules/", "Un suppléant est nécessaire pour publier"
    alone = text(signed_in(sonia).get(address))
    make_deputy()

    assert (needed in alone, 'href="/espace/fonctions/"' in alone) == (True, True)
    assert needed not in text(signed_in(sonia).get(address))

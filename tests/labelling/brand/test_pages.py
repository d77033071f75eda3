"""Pages of the brand: kept input, refusals, constant cost of lists."""

from datetime import date

import pytest

from labelling.title.brand.charters.forms import CharterForm
from labelling.title.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from portal.ui.theme import SHIPPED
from tests.labelling.brand.factories import draft_charter, published_charter
from tests.labelling.brand.test_publishing import draft_rules, plain
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db


def posted(charter, **changes):
    """What the edit form of a charter sends, as its page shows it."""
    form = CharterForm(instance=charter)
    sent = {field.html_name: field.value() for field in form if field.value() is not None}
    sent |= {"effective_from": charter.effective_from.isoformat(), "version": charter.version}
    return sent | {name.replace("__", "."): value for name, value in changes.items()}


def edit(client, charter, **changes):
    return client.post(f"{charter.get_absolute_url()}modifier/", posted(charter, **changes))


@pytest.mark.dated
def test_the_list_costs_the_same_with_one_charter_and_with_many(
    dircom, signed_in, django_assert_num_queries
):
    client = signed_in(dircom)
    client.get("/espace/marque/")
    counted = []
    for year in range(2027, 2039):
        published_charter(dircom, f"{year}.1", date(year, 1, 1))
        draft_rules(dircom, f"RU-{year}", date(year, 1, 1))
        if year in (2027, 2038):
            with django_assert_num_queries(9):
                counted.append(client.get("/espace/marque/").content.decode().count("<tr>"))

    assert counted == [3 + 1 + 2 + 1, 3 + 1 + 13 + 12]


def test_who_holds_no_brand_gets_the_page_of_what_is_missing(signed_in, alice):
    published = BrandCharterVersion.objects.get()

    assert [
        signed_in(alice).get(path).status_code
        for path in (
            "/espace/marque/",
            published.get_absolute_url(),
            "/espace/marque/titres/qualihlm/",
        )
    ] == [404] * 3


def test_a_charter_is_prepared_then_its_colours_are_typed_as_people_do(dircom, signed_in):
    client = signed_in(dircom)
    start = {"code": "2027.1", "title": "Charte verte", "effective_from": "2027-01-01"}
    led = client.post("/espace/marque/charte/preparer/", start)["Location"]
    charter = BrandCharterVersion.objects.get(code="2027.1")
    saved = edit(client, charter, brand__light="1F5C2E", **{"on-brand__light": "#FFF"})

    charter.refresh_from_db()
    assert led == f"{charter.get_absolute_url()}modifier/"
    assert saved.status_code == 302
    assert (charter.tokens["brand"], charter.tokens["on-brand"]["light"]) == (
        {"light": "#1f5c2e", "dark": SHIPPED["brand"]["dark"]},
        "#ffffff",
    )


def test_a_code_already_taken_is_said_beside_its_field(dircom, signed_in):
    start = {"code": "DEMO-2016.1", "title": "x", "effective_from": "2027-01-01"}
    page = signed_in(dircom).post("/espace/marque/charte/preparer/", start)

    assert page.status_code == 422
    assert "Ce code est déjà celui d’une autre version" in page.content.decode()


def test_a_pair_under_aa_refuses_the_save_names_its_ratio_and_keeps_what_was_typed(
    dircom, signed_in
):
    charter, client = draft_charter(dircom), signed_in(dircom)
    refused = edit(client, charter, muted__light="#8a8a8a", title="Charte grise")
    page = plain(refused.content.decode())

    assert refused.status_code == 422
    assert (
        "« texte secondaire » sur « fond de page » (#8a8a8a sur #f6f5f2) : 3,1 pour 1 ; il faut 4,5."
        in page
    )
    assert ('value="#8a8a8a"' in page, 'value="Charte grise"' in page) == (True, True)
    charter.refresh_from_db()
    assert charter.tokens["muted"] == SHIPPED["muted"]

    kept = edit(client, charter, muted__light="#8a8a8a", keep="1")
    charter.refresh_from_db()
    assert (kept.status_code, charter.tokens["muted"]["light"]) == (302, "#8a8a8a")
    act = client.get(f"{charter.get_absolute_url()}publier-cette-charte/").content.decode()
    assert "3,1 pour 1 ; il faut 4,5." in plain(act)
    late = client.post(f"{charter.get_absolute_url()}publier-cette-charte/")
    refused_page(late, "3,1 pour 1")


def test_a_colour_that_is_none_is_said_beside_its_field(dircom, signed_in):
    page = edit(signed_in(dircom), draft_charter(dircom), ink__dark="rouge", paper__light="")
    text = plain(page.content.decode())

    assert page.status_code == 422
    assert text.count("Une couleur s’écrit comme #0e4b5b : un dièse") == 2
    assert text.count("Il manque une couleur, comme #0e4b5b.") == 2


def test_a_colleagues_save_in_between_is_a_conflict_and_overwrites_nothing(dircom, signed_in):
    charter, client = draft_charter(dircom), signed_in(dircom)
    late = posted(charter, title="Le mien")
    edit(client, charter, title="Le sien")
    answer = client.post(f"{charter.get_absolute_url()}modifier/", late)

    charter.refresh_from_db()
    assert (answer.status_code, charter.title) == (409, "Le sien")
    assert "Le mien" in answer.content.decode()


@pytest.mark.dated
def test_a_published_charter_is_edited_by_nobody(dircom, signed_in):
    charter = published_charter(dircom)

    assert edit(signed_in(dircom), charter, title="x").status_code == 403
    assert BrandCharterVersion.objects.get(code="2026.2").title == "Charte 2026.2"


def test_the_page_of_a_charter_says_what_changes_and_who_must_accept(dircom, signed_in):
    charter, client = draft_charter(dircom), signed_in(dircom)
    page = plain(client.get(charter.get_absolute_url()).content.decode())
    act = plain(client.get(f"{charter.get_absolute_url()}publier-cette-charte/").content.decode())

    assert "<li>1 couleur : couleur de la marque</li>" in page
    assert page.count("data-look=") == 4
    assert "au lieu de #0e4b5b" in page
    assert "ont jusqu’au 30 janvier 2027 pour accepter la nouvelle charte" in act


@pytest.mark.dated
def test_a_second_press_publishes_once(dircom, signed_in):
    charter, client = draft_charter(dircom), signed_in(dircom)
    url, sent = f"{charter.get_absolute_url()}publier-cette-charte/", {"version": charter.version}

    assert client.post(url, sent).status_code == 302
    refused_page(client.post(url, sent), "Cette étape n’est pas possible")
    assert BrandCharterVersion.objects.published().count() == 2


def test_the_facts_of_the_mark_are_typed_with_plain_lists(dircom, signed_in):
    client, url = signed_in(dircom), "/espace/marque/titres/qualihlm/modifier/"
    sent = {
        "name": "Quali’Hlm", "kind": "guarantee", "number": "", "filed_on": "2016-01-25",
        "renewal_on": "", "classes": "36, 41", "territory": "France", "owner": "",
        "logo_note": "", "reminder_months": "12 6 1", "version": "1",
    }  # fmt: skip
    refused = client.post(url, sent | {"classes": "46", "renewal_on": "2015-01-01"})
    saved = client.post(url, sent)
    mark = Trademark.objects.get()

    assert (refused.status_code, saved.status_code) == (422, 302)
    assert "Les classes vont de 1 à 45" in refused.content.decode()
    assert "Le renouvellement vient après le dépôt." in refused.content.decode()
    assert (mark.classes, mark.reminder_months) == ([36, 41], [12, 6, 1])
    assert (mark.renewal_on, mark.is_demo) == (date(2026, 1, 25), False)


def test_rules_of_use_are_prepared_and_corrected_with_their_text(dircom, signed_in):
    client = signed_in(dircom)
    sent = {"code": "RU-1", "title": "Règlement", "effective_from": "2027-01-01", "text": "Article 1.",
            "source_note": "Version de démonstration"}  # fmt: skip
    led = client.post("/espace/marque/titres/qualihlm/reglement/", sent)["Location"]
    rules = UsageRulesVersion.objects.get()
    client.post(f"{led}modifier/", sent | {"text": "Article 2.", "version": rules.version})
    page = client.get(led).content.decode()

    assert led == rules.get_absolute_url()
    assert "Article 2." in page
    again = client.post("/espace/marque/titres/qualihlm/reglement/", sent)
    assert (again.status_code, UsageRulesVersion.objects.count()) == (422, 1)


def test_the_sentences_of_the_rules_are_typed_one_a_line_with_known_blanks_alone(dircom, signed_in):
    client = signed_in(dircom)
    address = "/espace/marque/titres/qualihlm/reglement/"
    shown = client.get(address).content.decode()
    sent = {
        "code": "RU-1",
        "title": "Règlement",
        "effective_from": "2027-01-01",
        "text": "Article 1.",
        "source_note": "Version de démonstration",
        "said_labelled": "« {organisme} ».\n\n  Depuis le {début}.  ",
        "forbidden": "Jamais {sauf}.",
    }
    refused = client.post(address, sent)
    half = client.post(address, sent | {"forbidden": "Jamais {organisme."})
    client.post(address, sent | {"forbidden": "Jamais."})
    rules = UsageRulesVersion.objects.get()
    page = client.get(rules.get_absolute_url()).content.decode()

    assert "organisme engagé dans la démarche" in shown  # the draft starts from what is said today
    assert (refused.status_code, half.status_code) == (422, 422)
    assert "{sauf} ne sera remplacé par rien" in plain(refused.content.decode())
    assert "une accolade seule" in half.content.decode()
    assert "Jamais {sauf}." in refused.content.decode()  # what was typed is kept
    assert rules.said_labelled == ["« {organisme} ».", "Depuis le {début}."]
    assert (rules.said_engaged, rules.forbidden) == ([], ["Jamais."])
    assert "<li>Depuis le {début}.</li>" in page


@pytest.mark.dated
def test_a_charter_is_recalled_from_its_page_once_and_not_offered_when_it_holds(
    dircom, sonia, signed_in
):
    charter, client = published_charter(dircom), signed_in(dircom)
    address = f"{charter.get_absolute_url()}retirer/"
    asked = client.get(address).content.decode()
    sent = {"reason": "trop court", "version": charter.version}
    short = client.post(address, sent | {"reason": "Non."})
    first, again = client.post(address, sent), client.post(address, sent)
    page = client.get(charter.get_absolute_url()).content.decode()
    current = client.get("/espace/marque/chartes/DEMO-2016.1/").content.decode()

    assert "ne prend pas effet le 1er décembre 2026" in plain(asked)
    assert "« Charte du portail » reste en vigueur." in plain(asked)
    assert (short.status_code, first.status_code) == (422, 302)
    refused_page(again, "Cette étape n’est pas possible")
    assert "Retirée avant son effet" in page
    assert "trop court" in page
    assert "Acceptée par les organismes" not in page
    assert "Retirer avant son effet" not in current
    assert signed_in(sonia).post(address, sent).status_code == 403


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">%s</svg>'


def test_a_charter_identical_to_the_one_in_force_is_said_so_before_it_is_published(
    dircom, signed_in
):
    same = draft_charter(dircom, "2026.8", colours={})
    other = draft_charter(dircom, "2026.9")
    client, told = signed_in(dircom), "identique à"
    pages = [
        client.get(f"{one.get_absolute_url()}{page}").text
        for one in (same, other)
        for page in ("", "publier-cette-charte/")
    ]

    assert [told in page for page in pages] == [True, True, False, False]

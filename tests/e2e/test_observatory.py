"""The search of practices in a browser: by keyboard, on a phone, without scripts; read by all."""

import re

import pytest

from tests.e2e.pages.weighing import first_load
from tests.e2e.portals import serving

SCENARIO = serving.DEMONSTRATION
HAS_WORKER = False
STARTS_AT = "2026-11-24 10:30"
LIST = "/observatoire/"
STATES = (LIST, f"{LIST}?q=propreté&theme=T07", f"{LIST}?q=hall&theme=T12&famille=COOP")
STEERING = ("couverture/", "appels/", "appels/envoyes/", "appels/lettre/")
OVER = "document.documentElement.scrollWidth > window.innerWidth"


def said(page, name):
    return page.evaluate("name => document.activeElement.getAttribute(name)", name)


def count(page):
    return int(page.locator("#nb").inner_text().split("\u00a0")[0])


def readable(page, axe, addresses):
    """What axe finds on each page, at a desk then on a phone, and what runs over its side."""
    found = []
    for address in addresses:
        page.goto(address)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{address} à {width} px : {one}" for one in axe(page)]
            found += [f"{address} dépasse à {width} px"] if page.evaluate(OVER) else []
    return found


def test_the_figures_are_read_by_all(new_page, axe, shot):
    page = new_page()
    assert readable(page, axe, [f"{LIST}chiffres/"]) == []
    assert page.get_by_role("table").count() == 3
    shot(page, "observatoire-chiffres-320")


def test_what_the_referent_steers_by_is_read_by_all(sign_in, axe, shot):
    page = sign_in("claire")
    assert readable(page, axe, [f"/espace/pratiques/{name}" for name in STEERING]) == []
    page.goto("/espace/pratiques/appels/")
    letter = page.locator("tbody td a").first.get_attribute("href")
    assert readable(page, axe, [letter]) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_the_search_is_read_by_all(width, new_page, axe):
    page, found = new_page(width=width), []
    for address in STATES:
        page.goto(address)
        if width == 320:
            page.locator("#affiner > summary").click()
        found += [f"{address} : {one}" for one in axe(page)]
        assert not page.evaluate(OVER), address
    page.goto(LIST)
    page.locator("#q").press_sequentially("propr")
    page.locator("[role=option]").first.wait_for()
    found += [f"propositions : {one}" for one in axe(page)]
    assert found == []


def test_by_keyboard_from_a_suggestion_to_a_filter_and_back(new_page):
    page, asked = new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(LIST)
    page.locator("#q").press_sequentially("propr", delay=20)
    page.locator("[role=option]").first.wait_for()
    assert len([url for url in asked if "suggestions.json" in url]) == 1
    page.keyboard.press("ArrowDown")
    assert (said(page, "aria-expanded"), said(page, "aria-activedescendant")) == (
        "true", "q-propositions-0",
    )  # fmt: skip
    page.keyboard.press("Escape")
    assert (said(page, "aria-expanded"), page.locator("#q").input_value()) == ("false", "propr")
    page.locator("#q").fill("propreté")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{LIST}?q=propret%C3%A9")
    all_of_them = count(page)
    page.locator("#f-theme-t07").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**&theme=T07")
    page.get_by_role("link", name="Retirer le filtre Propreté et cadre de vie").wait_for()
    assert 0 < count(page) < all_of_them
    assert said(page, "id") == "f-theme-t07"  # the focus stays where one was
    assert page.locator("#annonce").inner_text() == f"{count(page)}\u00a0pratiques trouvées"
    page.go_back()
    page.wait_for_url(f"**{LIST}?q=propret%C3%A9")
    page.wait_for_load_state()
    page.locator(
        "#nb", has_text=re.compile(rf"^\s*{all_of_them}\b")
    ).wait_for()  # after the address
    assert (count(page), page.locator("#q").input_value()) == (all_of_them, "propreté")


def test_filters_stay_open_on_a_phone(new_page):
    page = new_page(width=360)
    page.goto(LIST)
    assert not page.locator("#f-famille-oph").is_visible()
    page.locator("#affiner > summary").click()
    page.locator("#f-famille-oph").check()
    page.wait_for_url(f"**{LIST}?famille=OPH")
    page.get_by_text("1 filtre actif").wait_for()
    assert page.locator("#f-famille-oph").is_visible()


def test_what_is_full_is_light_at_the_first_load(new_page, portal):
    """Twenty practices of sixty, a whole practice, an organism, an event: the budget of every public page."""
    page = new_page()
    leads = {LIST: ".result h3 a", "/annuaire/": "tbody th a", "/agenda/": ".result h2 a"}
    addresses = [*leads]
    for address, link in leads.items():
        page.goto(address)
        addresses.append(page.locator(link).first.get_attribute("href"))

    found = []
    for address in addresses:
        fresh = new_page(width=360, height=800)
        load = first_load(fresh, address)
        found += load.faults(address)
        found += [f"{address} : {load.pictures} octets d’images"] if load.pictures > 150_000 else []
    assert found == []


def test_a_selection_is_kept_from_page_to_page_and_taken(new_page, axe):
    page = new_page()
    page.goto(LIST)
    page.locator(".results [name=fiche]").first.check()
    page.locator(".picked strong", has_text="1\u00a0fiche choisie").wait_for()
    page.get_by_role("link", name="Page suivante").click()
    page.wait_for_url("**&page=2")
    page.locator(".results [name=fiche]").nth(1).check()
    page.locator(".picked strong", has_text="2\u00a0fiches choisies").wait_for()
    assert axe(page) == []
    page.locator("#f-famille-oph").check()
    page.wait_for_url("**famille=OPH&fiche=*")
    assert page.locator(".picked strong").inner_text() == "2\u00a0fiches choisies"
    with page.expect_download() as sent:
        page.get_by_role("button", name="Télécharger en CSV").click()
    assert len(sent.value.path().read_text(encoding="utf-8-sig").splitlines()) == 3
    page.get_by_role("link", name="Vider la sélection").click()
    page.wait_for_url(f"**{LIST}?famille=OPH")
    assert page.locator(".results [name=fiche]:checked").count() == 0


def test_a_practice_is_copied_followed_and_printed(new_page, axe):
    page = new_page(width=360)
    page.goto(LIST)
    page.goto(page.locator(".result h3 a").first.get_attribute("href"))
    page.get_by_role("navigation", name="Sommaire").get_by_role("link").nth(1).click()
    assert "#" in page.url
    assert axe(page) == []
    page.emulate_media(media="print")
    shown = "all => all.filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 80))"
    for useless in ("button", ".cover", "nav", "[data-screen]"):
        assert page.locator(useless).evaluate_all(shown) == []
    assert page.locator(".printed").first.is_visible()


def test_nothing_found_leads_on_and_no_script_is_needed(new_page):
    page = new_page(java_script_enabled=False)
    page.goto(LIST)
    page.locator("#q").fill("hall")
    page.locator("#f-famille-coop").check()
    page.get_by_role("button", name="Appliquer les filtres").click()
    assert "q=hall&famille=COOP" in page.url
    page.goto(f"{LIST}?q=hall&theme=T12&famille=COOP")
    page.get_by_role("link", name="sans « Tranquillité").click()
    assert count(page) > 0
    page.locator(".results [name=fiche]").first.check()
    with page.expect_download() as sent:
        page.get_by_role("button", name="Télécharger en CSV").click()
    assert sent.value.suggested_filename == "pratiques-qualihlm-2026-11-24.csv"


def test_a_labelled_organism_contributes_and_the_referent_publishes(meet, new_page, shot, axe):
    """Written part by part, proposed, validated by one reader, published by the other."""
    author = meet("contact3").act(
        "/espace/pratiques/proposer/", "Commencer la fiche", title="Vélos réparés au pied des tours"
    )
    assert author.address.endswith("/ecrire/identite/")
    sheet = author.address.removesuffix("ecrire/identite/")
    step = "Enregistrer et continuer"
    author.fill(
        summary="Un atelier mobile répare les vélos des locataires, deux samedis par mois.",
        year_started=2024, maturity="deployed", action_type="local", budget_band="LT5K",
    ).press(step)  # fmt: skip
    author.fill(
        context="Les vélos cassés dormaient dans les halls.",
        description="Un mécanicien vient au pied des tours. Chacun répare avec lui.",
        reproduction="Un mécanicien, une tente, un samedi.",
    ).press(step)
    author.fill(
        tenants_role="Ils tiennent l’accueil.", results="Les halls sont libres de vélos cassés."
    ).press(step)
    author.fill(themes="T07").press(step)
    author.fill(
        contact_function="Direction de la proximité", contact_email="proximite@armoril.example",
        reuse_licence="CC BY 4.0", management_agreement_on="2026-11-20",
    ).press(step)  # fmt: skip
    shot(author.page, "pratique-ecrite")
    author.act(
        f"{sheet}pieces/lien/", "Ajouter", title="Le bilan", url="https://armoril.example/velos"
    )
    assert readable(author.page, axe, [f"{sheet}pieces/", f"{sheet}pieces/1/"]) == []
    author.act(f"{sheet}pieces/1/", "Enregistrer", title="Le bilan de l’atelier")
    assert "Le bilan de l’atelier" in author.text
    author.page.set_viewport_size({"width": 1280, "height": 900})
    author.act(f"{sheet}proposer-la-fiche/", "Proposer la fiche")
    author.go(f"{sheet}valider-la-fiche/", status=403)

    meet("paul").act(f"{sheet}valider-la-fiche/", "Valider la fiche", names_nobody=True)
    claire = meet("claire").act(f"{sheet}publier-la-fiche/", "Publier la fiche")
    assert "Publiée" in claire.text

    page = new_page()
    page.goto(f"{LIST}?q=réparer les vélos")
    page.get_by_role("link", name="Vélos réparés au pied des tours").click()
    assert page.locator("h1").inner_text() == "Vélos réparés au pied des tours"

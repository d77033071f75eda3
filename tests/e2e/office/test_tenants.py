"""Representatives of tenants in the browser: a letter, a contest answered and read, paper typed, a silence."""

import re

from tests.e2e.journeys.walking import Walker

SCENARIO = "tests/e2e/rules.yaml"
STARTS_AT = "2025-09-01 09:00"
HAS_WORKER = False
BODIES = "/espace/organismes/orvance-logis/locataires/"
CODE = re.compile(r"[A-Z3-9]{4}-[A-Z3-9]{4}-[A-Z3-9]{4}")
PHONE = {"width": 360, "height": 740, "java_script_enabled": False}


def add_body(agnes, claire, body_name, kind, **reach):
    """Kept by the organism with a contact, verified by the office."""
    agnes.act(f"{BODIES}ajouter/", "Ajouter l’instance", kind=kind, name=body_name)
    body = agnes.address
    agnes.act(f"{body}contacts/ajouter/", "Ajouter le contact", **reach)
    claire.go(f"{body}verifier/")
    claire.page.locator("main [name=contacts]").check(force=True)
    claire.press("C’est vérifié")


def test_a_letter_a_contest_a_paper_and_a_silence(sign_in, new_page, running_portal, axe):
    claire, agnes = Walker(sign_in("claire")), Walker(sign_in("agnes"))
    add_body(
        agnes, claire, "Amicale du Verdet", "association", name="Jeanne Roy", postal="1 rue du Port"
    )
    add_body(agnes, claire, "CCL d’Orvance", "council", email="ccl@example.org")
    add_body(agnes, claire, "Élus des locataires", "elected", email="elus@example.org")
    dossier = agnes.go("/espace/dossiers/").page.locator("tbody th a").first.get_attribute("href")
    agnes.act(f"{dossier}avis/demander/", "Demander leur avis")
    assert axe(agnes.page) == []
    asked = {
        link.inner_text(): link.get_attribute("href")
        for link in claire.go(f"{dossier}avis/").page.locator("tbody th a").all()
    }
    assert sorted(asked) == ["Amicale du Verdet", "CCL d’Orvance", "Élus des locataires"]
    agnes.go(asked["Amicale du Verdet"])
    assert agnes.page.get_by_role("link", name="Lettre (PDF)").count() == 0

    code = CODE.search(claire.go(asked["Amicale du Verdet"]).printed("Lettre (PDF)"))[0]
    jeanne = Walker(new_page(**PHONE))
    jeanne.go("/locataires/code/").fill(code="AAAA-AAAA-AAAA").press("Ouvrir", status=422)
    jeanne.act("/locataires/code/", "Ouvrir", code=code.lower().replace("-", " "))
    assert jeanne.address == "/locataires/avis/"
    assert jeanne.page.evaluate("document.documentElement.scrollWidth") == 360
    jeanne.fill(stance="contests").press("Donner notre réponse", status=422)
    jeanne.fill(account="Personne ne nous a montré le plan.").press("Donner notre réponse")
    assert "Nous contestons. Personne ne nous a montré le plan." in jeanne.text
    jeanne.act("/locataires/avis/remarque/", "Envoyer aux auditeurs", text="Le hall fuit.")

    page = agnes.go(f"{dossier}deposer/")
    assert "« Amicale du Verdet » conteste ce qui est dit de l’étape" in page.text
    contest = asked["Amicale du Verdet"]
    agnes.act(
        f"{contest}repondre-a-la-contestation/", "Répondre à la contestation",
        text="Nous vous le montrons mardi à 18 heures.",
    )  # fmt: skip
    assert "Le hall fuit." not in agnes.go(contest).text
    jeanne.go("/locataires/avis/")
    assert "Nous vous le montrons mardi à 18 heures." in jeanne.text
    claire.go(contest)
    letter = claire.printed("Réponse de l’organisme, Jeanne Roy (PDF)")
    assert "Nous vous le montrons mardi à 18 heures." in letter
    assert CODE.search(letter)[0] == code
    assert axe(claire.page) == []
    claire.press("Noter que c’est parti")
    assert "Lettres à envoyer" not in claire.text
    assert "Partie par lettre le 1er septembre 2025" in claire.text
    claire.act(
        f"{contest}laisser-continuer/", "Laisser l’étape continuer",
        reason="La réunion est fixée avec l’amicale.",
    )  # fmt: skip
    assert "conteste ce qui est dit" not in agnes.go(f"{dossier}deposer/").text

    claire.act(
        f"{asked['CCL d’Orvance']}saisir/", "Enregistrer cet avis",
        channel="paper", opinion="Le conseil a lu le plan.",
    )  # fmt: skip
    told = agnes.go(asked["CCL d’Orvance"]).text
    assert "sur papier, le 1er septembre 2025, saisi par Claire Vasseur" in told

    running_portal.at("2025-09-23 09:00")
    running_portal.manage("run_clock")
    assert "Sans réponse" in Walker(sign_in("claire")).go(asked["Élus des locataires"]).text

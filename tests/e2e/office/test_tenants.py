"""Representatives of tenants in the browser: a letter, a contest answered and read, paper typed, a silence."""

from tests.e2e.journeys.tenants import ANSWERED, CODE, PHONE, add_body, ask, contest, reply, settle
from tests.e2e.journeys.walking import Walker

SCENARIO = "tests/e2e/rules.yaml"
STARTS_AT = "2025-09-01 09:00"
HAS_WORKER = False
BODIES = "/espace/organismes/orvance-logis/locataires/"


def test_a_letter_a_contest_a_paper_and_a_silence(sign_in, new_page, running_portal, axe):
    claire, agnes = Walker(sign_in("claire")), Walker(sign_in("agnes"))
    for label, kind, reach in (
        ("Amicale du Verdet", "association", {"name": "Jeanne Roy", "postal": "1 rue du Port"}),
        ("CCL d’Orvance", "council", {"email": "ccl@example.org"}),
        ("Élus des locataires", "elected", {"email": "elus@example.org"}),
    ):
        add_body(agnes, claire, BODIES, kind, label, **reach)
    dossier = agnes.go("/espace/dossiers/").page.locator("tbody th a").first.get_attribute("href")
    asked = ask(agnes, claire, dossier)
    assert axe(agnes.page) == []
    assert sorted(asked) == ["Amicale du Verdet", "CCL d’Orvance", "Élus des locataires"]
    agnes.go(asked["Amicale du Verdet"])
    assert agnes.page.get_by_role("link", name="Lettre (PDF)").count() == 0

    jeanne, paper = Walker(new_page(**PHONE)), asked["Amicale du Verdet"]
    code = contest(claire, paper, jeanne)

    page = agnes.go(f"{dossier}deposer/")
    assert "« Amicale du Verdet » conteste ce qui est dit de l’étape" in page.text
    reply(agnes, paper, jeanne)
    claire.go(paper)
    letter = claire.printed("Réponse de l’organisme, Jeanne Roy (PDF)")
    assert ANSWERED in letter
    assert CODE.search(letter)[0] == code
    assert axe(claire.page) == []
    claire.press("Noter que c’est parti")
    assert "Lettres à envoyer" not in claire.text
    assert "Partie par lettre le 1er septembre 2025" in claire.text
    settle(claire, paper)
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

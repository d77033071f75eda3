"""An office, a committee and its auditors filled at once in the browser: several boxes, then two spreadsheets."""

from tests.e2e.journeys.walking import Walker

SCENARIO = "tests/e2e/rules.yaml"
STARTS_AT = "2025-09-01 09:00"
HAS_WORKER = False
SEATS = "Collège;Siège;Courriel du titulaire\nUsagers;Usagers de la ville;agnes@exemple.fr\n;Sans collège;"
AUDITORS = (
    "Courriel;Prénom;Nom;Cabinet;Régions;Types d’audit\n"
    "ines@exemple.fr;Inès;Roux;Relais;Occitanie;HQS\nzoe;Zoé;Petit;Relais;Lune;HQS"
)


def sent(walker, tmp_path, address, content, axe):
    """The file read, then done: the page is looked at in between."""
    path = tmp_path / "tableur.csv"
    path.write_text(content, encoding="utf-8")
    walker.go(address).fill(file=path).press("Lire le fichier")
    assert "1 ligne est prête. 1 ligne est laissée de côté" in walker.text
    assert axe(walker.page) == []
    return walker.press("Faire ce qui est lu").text


def test_roles_seats_and_auditors_are_entered_at_once(sign_in, axe, tmp_path):
    claire = Walker(sign_in("claire"))
    claire.go("/espace/fonctions/donner/").fill(
        email="nina@exemple.fr", roles="dpo", reason="Elle rejoint l’équipe du label lundi."
    )
    assert axe(claire.page) == []
    claire.fill(roles="dircom").press("Proposer")

    tom = Walker(sign_in("tom")).go("/espace/fonctions/confirmer/")
    assert axe(tom.page) == []
    assert "2 propositions confirmées." in tom.press("Confirmer").text

    claire.go("/espace/comite/composition/usuelle/")
    assert axe(claire.page) == []
    assert "sièges ajoutés" in claire.press("Ajouter ces sièges").text
    seats = sent(claire, tmp_path, "/espace/comite/composition/importer/", SEATS, axe)
    auditors = sent(claire, tmp_path, "/espace/agrements/auditeurs/importer/", AUDITORS, axe)

    assert "1 siège ajouté, 1 personne nommée ou invitée." in seats
    assert "1 auditeur invité, 0 agrément repris." in auditors

"""From the opening of a dossier to its verified label, played in Chromium on a fresh database."""

import re

from tests.e2e.journeys import committee_session, tenants
from tests.e2e.journeys.errands import (
    EVIDENCE,
    FOUND,
    LETTER,
    RESIDENCES,
    STOCK,
    add_piece,
    answer,
    assess,
    meet_tenants,
    plan,
    plan_the_actions,
    propose,
    rate,
    report,
)
from tests.e2e.journeys.walking import Walker, printed, tick

SCENARIO = "tests/e2e/journey.yaml"
STARTS_AT = "2025-09-01 09:00"
BODIES = "/espace/organismes/valbore-habitat/locataires/"
TOLD = re.compile("Le comité a décidé|décision du comité sur le dossier QH-D-2025-0001")
GROUNDS = "Trois tours sont sans eau chaude depuis dix jours, malgré deux rappels écrits."
ANSWER = "La chaudière est remplacée depuis le 2 décembre 2026 ; le procès-verbal est joint."
DIGEST = re.compile(r"[0-9a-f]{64}")


def test_1_an_organism_fills_its_dossier_and_its_signatory_submits_it(at, meet, shot):
    """BR-12 to BR-16: a draft until the signatory submits; the receipt bears the digest of the copy."""
    at("2025-09-01 09:00")
    sophie = meet("sophie").act(
        "/espace/dossiers/ouvrir/", "Ouvrir le dossier", dossier_type="initial"
    )
    FOUND.dossier = sophie.address
    assert FOUND.dossier == "/espace/dossiers/QH-D-2025-0001/"
    assert "Non déposé" in sophie.text

    at("2025-09-03 10:00")
    karim = meet("karim").act(
        f"{FOUND.dossier}modifier/", "Enregistrer",
        presentation="Valboré Habitat loge 26 000 personnes dans cinq départements.",
        perimeter="Tout le patrimoine locatif.", homes_in_perimeter=12480,
    )  # fmt: skip
    add_piece(karim, "decision-gouvernance", LETTER)
    add_piece(karim, "perimetre", STOCK)
    meet_tenants(karim, "information", "2025-09-02", EVIDENCE / "pv-ccl-2025-06-12.odt")
    karim.go(FOUND.dossier)
    assert "Non déposé" in karim.text
    shot(karim.page, "parcours-1-dossier-non-depose")
    karim.go(f"{FOUND.dossier}deposer/", status=403)

    at("2025-09-05 10:00")
    sophie.act(
        f"{FOUND.dossier}engagement/", "Signer l’engagement", accepts=True, letter=LETTER
    ).act(f"{FOUND.dossier}deposer/", "Déposer le dossier").go(FOUND.dossier)
    assert "Non déposé" not in sophie.text
    sophie.go(f"{FOUND.dossier}accuse/")
    assert DIGEST.search(sophie.text)
    shot(sophie.page, "parcours-1-accuse-de-reception")


def test_2_the_referent_asks_for_a_complement_then_registers(at, meet, shot):
    """BR-15: a reason and a date; the answer, then the registration."""
    at("2025-09-10 10:00")
    claire = meet("claire").act(
        f"{FOUND.dossier}demander-un-complement/", "Demander un complément",
        piece_1="perimetre", reason_1="Indiquez les foyers, absents de la liste du patrimoine.",
        due_on="2025-09-30",
    )  # fmt: skip
    assert "À compléter" in claire.text
    shot(claire.page, "parcours-2-complement-demande")

    at("2025-09-15 10:00")
    karim = meet("karim").go(f"{FOUND.dossier}complements/")
    karim.page.get_by_role("textbox", name="Indiquez les foyers").fill(
        "Aucun foyer : la liste est complète."
    )
    karim.press("Enregistrer les réponses")
    meet("sophie").act(f"{FOUND.dossier}deposer-les-complements/", "Déposer les compléments")

    at("2025-09-17 10:00")
    claire.act(f"{FOUND.dossier}prononcer-la-recevabilite/", "Prononcer la recevabilité")
    assert "Recevable" in claire.text
    shot(claire.page, "parcours-2-recevable")


def test_3_an_accredited_auditor_leads_the_hqs_diagnosis(at, meet, shot):
    """BR-26 to BR-32: impartiality, plan, approval, start, close, report, contradictory, validation."""
    days = {"starts_on": "2025-10-20", "ends_on": "2025-10-22"}
    FOUND.hqs = propose(
        at, meet, "hqs", "Lucas Ferrand, Relais Conseil", "2025-09-22 10:00", **days
    )
    lucas, karim, claire = meet("lucas"), meet("karim"), meet("claire")
    lucas.act(
        f"{FOUND.hqs}accepter-la-mission/",
        "Accepter la mission",
        is_impartial=True,
        keeps_confidential=True,
    )
    claire.act(f"{FOUND.dossier}ouvrir-le-diagnostic/", "Ouvrir le diagnostic HQS")
    plan(at, lucas, karim, FOUND.hqs, "2025-10-01 10:00", "2025-10-03 10:00", "2025-10-21")
    at("2025-10-20 09:00")
    lucas.act(f"{FOUND.hqs}commencer-laudit/", "Commencer l’audit", opened_on="2025-10-20")
    at("2025-10-22 17:00")
    lucas.act(
        f"{FOUND.hqs}clore-le-terrain/", "Clore le terrain",
        closed_on="2025-10-22", tenants_met_on="2025-10-21",
    )  # fmt: skip
    report(at, lucas, karim, FOUND.hqs, "2025-10-30 10:00", "2025-11-05 10:00", "2025-11-12 10:00")
    at("2025-11-14 10:00")
    claire.act(f"{FOUND.hqs}valider-le-rapport/", "Valider le rapport")
    shot(claire.page, "parcours-3-diagnostic-valide")

    at("2025-11-24 10:00")
    meet_tenants(karim, "restitution", "2025-11-20", EVIDENCE / "pv-ccl-2025-11-20.docx")
    at("2025-11-26 10:00")
    claire.act(f"{FOUND.dossier}ouvrir-la-preparation/", "Ouvrir la préparation")
    assert "Préparation" in claire.text
    shot(claire.page, "parcours-3-preparation-ouverte")


def test_4_the_organism_prepares_its_audit_and_a_letter_brings_a_contest(at, meet, new_page, shot):
    """BR-17 to BR-19: stock imported and rated, a plan that covers its priorities, the self-assessment."""
    at("2026-02-02 10:00")
    karim = meet("karim").act(f"{FOUND.dossier}patrimoine/import/", "Lire le fichier", file=STOCK)
    shot(karim.page, "parcours-4-import-a-relire")
    karim.press("Confirmer l’import")
    assert "résidences créées" in karim.text
    at("2026-06-01 10:00")
    karim.act(
        f"{FOUND.dossier}patrimoine/cotation/", "Lire les cotations",
        file=RESIDENCES / "cotation-312.xlsx",
    ).press("Confirmer l’import").go(f"{FOUND.dossier}patrimoine/")  # fmt: skip
    assert "312 résidences notées sur 312" in karim.text
    shot(karim.page, "parcours-4-patrimoine-note")
    plan_the_actions(karim)
    shot(karim.page, "parcours-4-plan-d-actions")
    at("2026-06-15 10:00")
    sophie = meet("sophie").act(f"{FOUND.dossier}plan/validation/", "Valider le plan")
    assert "Validé" in sophie.text

    at("2026-07-01 10:00")
    assess(karim)
    karim.go(f"{FOUND.dossier}auto-evaluation/score/")
    shot(karim.page, "parcours-4-score")
    add_piece(karim, "validation-plan", LETTER)
    add_piece(karim, "politique-qualite", EVIDENCE / "pv-ccl-2025-06-12.odt")
    meet_tenants(karim, "concertation", "2026-06-25")
    claire, jeanne = meet("claire"), Walker(new_page(**tenants.PHONE))
    reach = {"name": "Jeanne Roy", "postal": "1 rue du Port"}
    tenants.add_body(karim, claire, BODIES, "association", "Amicale du Port", **reach)
    asked = tenants.ask(karim, claire, FOUND.dossier)["Amicale du Port"]
    tenants.contest(claire, asked, jeanne)
    tenants.reply(karim, asked, jeanne)
    tenants.settle(claire, asked)


def test_5_an_auditor_rates_every_criterion_and_the_organism_answers(at, meet, shot):
    """BR-33 to BR-36: a rating on each criterion, founded findings, answers, an accepted one."""
    days = {"starts_on": "2026-09-07", "ends_on": "2026-09-10"}
    FOUND.audit = propose(
        at, meet, "implementation", "Nadia Bensaïd, Mesure et preuve", "2026-07-20 10:00", **days
    )
    nadia, karim, claire = meet("nadia"), meet("karim"), meet("claire")
    nadia.act(
        f"{FOUND.audit}accepter-la-mission/", "Accepter la mission",
        is_impartial=True, keeps_confidential=True,
    )  # fmt: skip
    plan(at, nadia, karim, FOUND.audit, "2026-08-18 10:00", "2026-08-24 10:00", "2026-09-08")
    at("2026-09-04 10:00")
    claire.act(f"{FOUND.dossier}ouvrir-l-audit/", "Ouvrir l’audit")
    at("2026-09-07 09:00")
    nadia.act(f"{FOUND.audit}commencer-laudit/", "Commencer l’audit", opened_on="2026-09-07")
    rate(nadia, shot)
    at("2026-09-10 17:00")
    nadia.act(
        f"{FOUND.audit}clore-le-terrain/", "Clore le terrain",
        closed_on="2026-09-10", tenants_met_on="2026-09-08",
    )  # fmt: skip
    report(
        at, nadia, karim, FOUND.audit, "2026-09-21 10:00", "2026-09-25 10:00", "2026-10-01 10:00"
    )
    answer(at, karim, nadia, shot)
    at("2026-10-14 10:00")
    claire.act(f"{FOUND.audit}valider-le-rapport/", "Valider le rapport")
    claire.act(f"{FOUND.dossier}passer-en-instruction/", "Passer en instruction")
    assert "En instruction" in claire.text


def test_6_the_referent_writes_her_note_and_lists_the_dossier(at, meet, shot):
    at("2026-10-20 10:00")
    secretary = meet("secretaire").go("/espace/comite/nouvelle/").fill(
        held_on="2026-12-03", starts_at="10:00", place="Paris", mode="in_session"
    )  # fmt: skip
    FOUND.session = secretary.press("Préparer la séance").address
    at("2026-10-22 10:00")
    claire = meet("claire").act(
        f"{FOUND.dossier}note/", "Enregistrer",
        instruction_note="Dossier complet, patrimoine coté en entier, constats traités. "
        "Le comité peut l’examiner.",
    )  # fmt: skip
    claire.go(f"{FOUND.session}ordre-du-jour/").fill(label="QH-D-2025-0001")
    claire.press("Inscrire les points cochés")
    assert "Valboré Habitat" in claire.text
    shot(claire.page, "parcours-6-ordre-du-jour")
    assert "Inscrit au comité" in claire.go(FOUND.dossier).text


def test_7_the_committee_meets_and_votes(at, meet, shot):
    """BR-48 to BR-56: presence, declarations, quorum, nominal ballots; the result belongs to the président."""
    secretary, people = committee_session.convene(at, meet)
    president = people["president"]
    noemie = people["noemie"].go(f"{FOUND.session}1/dossier/")
    said = (tenants.SAID, tenants.ANSWERED, tenants.REMARK, "La parole des représentants eux-mêmes")
    assert [one in noemie.text for one in said] == [True, True, False, True]
    committee_session.take_attendance(at, secretary, shot)
    at("2026-12-03 10:05")
    president.act(f"{FOUND.session}ouvrir-la-seance/", "Ouvrir la séance")
    president.act(f"{FOUND.session}1/ouvrir-le-vote/", "Ouvrir le vote")
    for name, option in {"president": "grant", "camille": "grant", "victor": "abstain"}.items():
        committee_session.cast(people[name].go(f"{FOUND.session}1/"), option)
    committee_session.leave(at, secretary, people["noemie"], shot)
    committee_session.read_the_closing(president, shot)
    committee_session.replace(people["laure"], shot)
    assert "Annexe confidentielle" not in secretary.go(f"{FOUND.session}1/").text
    committee_session.close_the_vote(president, shot)


def test_8_the_decision_makes_the_label_and_its_attestation(at, meet, shot):
    """BR-62, BR-63, BR-66: effects said before, a label, a PDF made by the worker."""
    at("2026-12-03 10:30")
    president = meet("president").go(f"{FOUND.session}1/valider-la-decision/")
    assert "Un label est créé, du 3 décembre 2026 au 2 décembre 2029." in president.text
    shot(president.page, "parcours-8-effets-annonces")
    president.press("Valider la décision")
    sophie = meet("sophie").go("/espace/labels/")
    sophie.page.locator('main a[href="/espace/labels/QH-L-2026-0001/"]').first.click()
    assert "QH-2026-0001" in sophie.printed("Télécharger l’attestation")
    shot(sophie.page, "parcours-8-label-et-attestation")


def test_9_the_minutes_tell_who_came_and_who_left_then_the_decision_is_notified(at, meet, shot):
    """BR-58 to BR-60: the screen and the PDF name people and hours; the time to appeal runs from the notification."""
    secretary = meet("secretaire")
    committee_session.write_the_minutes(at, secretary, meet("president"), shot)
    at("2026-12-04 09:00")
    secretary.go(f"{FOUND.session}notifier/")
    assert "1 décision est notifiée aujourd’hui : les délais de recours courent" in secretary.text
    assert "Valboré Habitat (QH-D-2025-0001)" in secretary.text
    secretary.press("Notifier les décisions")
    assert "Archivée" in secretary.text
    shot(secretary.page, "parcours-9-seance-archivee")
    sophie = meet("sophie").go("/espace/messages/")
    sophie.shown(sophie.page.get_by_role("link", name=TOLD))


def test_10_anybody_verifies_the_label(at, new_page, shot):
    """The directory, the organism's page, the verification and the open data say the same."""
    at("2026-12-04 10:00")
    stranger = Walker(new_page())
    assert "Valboré Habitat" in stranger.go("/annuaire/").text
    shot(stranger.page, "parcours-10-annuaire")
    assert "2 décembre 2029" in stranger.go("/annuaire/valbore-habitat/").text
    shot(stranger.page, "parcours-10-organisme")
    stranger.go("/verifier/QH-2026-0001/")
    assert "Label en vigueur" in stranger.text
    shot(stranger.page, "parcours-10-verification")
    labels = stranger.page.request.get("/api/v1/labels").json()["items"]
    assert [(one["organism"], one["attestation"]) for one in labels] == [
        ("Valboré Habitat", "QH-2026-0001")
    ]


def test_11_the_signatory_accepts_the_charter_takes_a_logo_and_composes_a_poster(
    at, meet, shot, running_portal
):
    """BR-78 to BR-80: before the acceptance no file opens; after it, a logo and a poster of today's facts."""
    at("2026-12-07 10:00")
    running_portal.manage("load_kit")
    poster = "/espace/kit/composer/valbore-habitat/affiche/"
    sophie = meet("sophie").go(poster, status=403).go("/espace/licences/")
    sophie.page.locator("main tbody th a[href$='/QH-M-2026-0001/']").click()
    sophie.page.wait_for_url(re.compile("/espace/licences/QH-M-"))
    sophie.go(f"{sophie.address}accepter/").fill(accepts=True)
    tick(sophie.page.locator("main [name=supports]").first)
    shot(sophie.page, "parcours-11-charte")
    sophie.press("Accepter la licence").go("/espace/kit/")
    shot(sophie.page, "parcours-11-kit")
    with sophie.page.expect_download() as taken:
        sophie.page.locator(
            "main table a[href$='/svg/'], main table a[href*='/svg/?']"
        ).first.click()
    assert b"<svg" in taken.value.path().read_bytes()[:400]
    sophie.go(poster)
    with sophie.page.expect_download() as composed:
        sophie.page.get_by_role("button", name="Télécharger en PDF").click()
    said = printed(composed.value.path().read_bytes())
    sophie.page.locator("form[data-leaving]").wait_for(state="detached")
    with sophie.page.expect_download() as drawn:  # from the same page, which was not read again
        sophie.page.get_by_role("button", name="Télécharger en PNG").click()
    assert drawn.value.path().read_bytes()[:4] == b"\x89PNG"
    assert "Valboré Habitat" in said
    assert "2 décembre 2029" in said


def test_12_a_suspension_is_heard_from_both_sides_and_reaches_the_committee(at, meet, shot):
    """BR-72: the measure told, observations and a file before the last day, the point, its pack."""
    label = "/espace/labels/QH-L-2026-0001/"
    hearing = "/espace/phases-contradictoires/QH-L-2026-0001/"
    at("2026-12-08 10:00")
    claire = meet("claire").go(f"{label}ouvrir-la-phase-contradictoire/")
    assert "présente ses observations jusqu’au 7 janvier 2027" in claire.text
    shot(claire.page, "parcours-12-ouvrir")
    claire.fill(measure="suspension", reason=GROUNDS).press("Ouvrir la phase contradictoire")
    shot(claire.page, "parcours-12-label")
    assert "Observations jusqu’au" in claire.go("/espace/").text
    secretary = meet("secretaire").go("/espace/comite/nouvelle/").fill(
        held_on="2027-02-04", starts_at="10:00", place="Paris", mode="in_session"
    )  # fmt: skip
    session = secretary.press("Préparer la séance").address
    claire.go(f"{session}ordre-du-jour/").fill(suspension="QH-L-2026-0001")
    claire.press("Inscrire les points cochés")

    at("2026-12-10 10:00")
    karim = meet("karim").go("/espace/")
    shot(karim.page, "parcours-12-accueil-organisme")
    karim.page.get_by_role("link", name="Présenter nos observations").first.click()
    karim.page.wait_for_url(re.compile("/phases-contradictoires/"))
    assert GROUNDS in karim.text
    shot(karim.page, "parcours-12-organisme")
    karim.go(f"{hearing}presenter-nos-observations/").fill(observations=ANSWER, files=LETTER)
    shot(karim.page, "parcours-12-observations")
    karim.press("Présenter nos observations")
    shot(karim.page, "parcours-12-envoyees")
    assert "observations reçues le 10 décembre 2026" in claire.go("/espace/").text
    shot(claire.page, "parcours-12-accueil-bureau")

    at("2027-01-08 10:00")
    karim.go(hearing)
    assert "Le délai des observations est passé" in karim.text
    shot(karim.page, "parcours-12-close")
    secretary.act(f"{session}convoquer/", "Convoquer le comité")
    victor = meet("victor").go(f"{session}1/")
    assert ANSWER not in victor.text
    victor.press("Je n’ai aucun lien")
    assert ANSWER in victor.text
    shot(victor.page, "parcours-12-point")
    victor.go(f"{session}1/dossier/")
    assert ANSWER in victor.text
    shot(victor.page, "parcours-12-dossier-de-seance")

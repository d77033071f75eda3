"""Candidature of an auditor in a browser: asked in public, prepared, checked by the office, decided in a session."""

from tests.e2e.journeys.committee_session import cast
from tests.e2e.journeys.errands import LETTER

VOTERS = ("president", "camille", "victor")  # three seats of five: the quorum


def ask(at, stranger, first_name, last_name, email):
    """The public page; a form that is sent as soon as it is drawn is a robot's."""
    at("2026-12-08 11:00")
    stranger.go("/devenir-auditeur/").fill(
        first_name=first_name, last_name=last_name, sender_email=email, firm="Regards croisés",
        text="Neuf ans d’audits de service dans les transports et l’énergie.",
    )  # fmt: skip
    at("2026-12-08 11:05")
    stranger.press("Recevoir le lien de ma candidature")
    assert "Ouvrez votre messagerie" in stranger.text


def prepare(candidate):
    """From a home that says what is lacking to an application that is filed; returns its address."""
    assert "à compléter : votre fiche, le CV, l’indépendance, les liens" in candidate.text
    candidate.page.get_by_role("link", name="Compléter et déposer").first.click()
    candidate.page.wait_for_url("**/espace/agrements/QH-G-**")
    application = candidate.address
    candidate.go(application).page.get_by_role("link", name="Ouvrir la fiche de l’auditeur").click()
    candidate.page.wait_for_url("**/espace/agrements/auditeurs/**")
    candidate.go(f"{candidate.address}modifier/").fill(
        address="4 quai Perrache, 69002 Lyon", regions="84", audit_types="hqs", is_public=True
    ).press("Enregistrer")
    candidate.act(f"{application}cv/", "Enregistrer", upload=LETTER)
    candidate.act(
        f"{application}modifier/", "Enregistrer", is_independent=True, has_told_ties=True
    ).act(
        f"{application}assurance/", "Enregistrer", insured_until_on="2028-01-31", certificate=LETTER
    ).go(f"{application}charte/").press("J’ai lu et j’accepte la charte")
    assert "rien ne manque" in candidate.go("/espace/").text
    candidate.act(f"{application}deposer-la-demande/", "Déposer la demande")
    assert "Déposé" in candidate.text
    return application


def check(at, claire, application):
    """BR-42: the committee hears of it once the training of the USH is followed."""
    at("2026-12-10 10:00")
    claire.act(f"{application}ouvrir-linstruction/", "Ouvrir l’instruction")
    claire.act(f"{application}inscrire-a-la-formation/", "Inscrire à la formation")
    at("2027-01-13 10:00")
    claire.act(f"{application}presenter-au-comite/", "Présenter au comité", trained_on="2027-01-12")
    assert "À valider en comité" in claire.text


def decide(at, meet, application):
    """BR-41: a session of its own, three ballots, the decision that the présidence validates."""
    at("2027-01-14 10:00")
    secretary = meet("secretaire").go("/espace/comite/nouvelle/").fill(
        held_on="2027-02-04", starts_at="10:00", place="Paris", mode="in_session"
    )  # fmt: skip
    session = secretary.press("Préparer la séance").address
    meet("claire").go(f"{session}ordre-du-jour/").fill(
        accreditation=application.rstrip("/").rpartition("/")[2]
    ).press("Inscrire les points cochés")
    at("2027-01-18 10:00")
    secretary.act(f"{session}convoquer/", "Convoquer le comité")
    at("2027-01-22 10:00")
    secretary.act(f"{session}envoyer-les-dossiers/", "Envoyer les dossiers")
    at("2027-02-01 10:00")
    for name in VOTERS:
        meet(name).act(f"{session}declarations/", "Enregistrer mes déclarations", lien__1="non")
    at("2027-02-04 09:50")
    secretary.act(
        f"{session}emargement/", "Enregistrer les présences",
        t__PRES=True, t__VICE=True, t__MIN=True,
    )  # fmt: skip
    at("2027-02-04 10:05")
    president = meet("president").act(f"{session}ouvrir-la-seance/", "Ouvrir la séance")
    president.act(f"{session}1/ouvrir-le-vote/", "Ouvrir le vote")
    for name in VOTERS:
        cast(meet(name).go(f"{session}1/"), "validate")
    president.go(f"{session}1/clore-le-vote/").press("Clore le vote")
    president.act(f"{session}1/valider-la-decision/", "Valider la décision")

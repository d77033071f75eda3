"""A scheme that moves in, in Chromium: `migrate`, `start`, then people, rules and a label by screens alone.

The way to the label is that of tests/e2e/test_journey.py, played by the people who came in here.
"""

import inspect

import pytest

from tests.e2e import candidature, test_journey
from tests.e2e.errands import LETTER
from tests.e2e.newcomers import CONFIRMATION, arrive, link_of
from tests.e2e.preparing import BARE
from tests.e2e.walking import Walker

pytestmark = pytest.mark.slow
SCENARIO = BARE
STARTS_AT = "2025-08-25 10:00"
TODAY = "2025-08-25"
PEOPLE = {}  # by the name of their address, each in their browser
OFFICE = (  # role, name of the address, first and last name
    ("label_deputy", "paul", "Paul", "Aubin"),
    ("committee_secretary", "secretaire", "Hélène", "Marchal"),
    ("dircom", "diane", "Diane", "Combes"),
    ("dpo", "paule", "Paule", "Rey"),
)
SEATS = (  # code, label, college, function, who holds it
    ("PRES", "Présidence du comité", "Présidence", "chair", ("president", "Michel", "Auroy")),
    (
        "VICE",
        "Vice-présidence du comité",
        "Présidence",
        "vice_chair",
        ("camille", "Camille", "Vidal"),
    ),
    (
        "MIN",
        "Ministère chargé du logement",
        "Pouvoirs publics",
        "none",
        ("victor", "Victor", "Barbier"),
    ),
    (
        "LOC1",
        "Organisation nationale de locataires",
        "Locataires",
        "none",
        ("noemie", "Noémie", "Bonnet"),
    ),
    ("FOPH", "Fédération nationale des OPH", "Mouvement Hlm", "none", ("simon", "Simon", "Lefort")),
)
CANDIDATE = ("ines", "Inès", "Roux")
SUBSTITUTE = ("laure", "Laure", "Meunier")
AUDITORS = (
    ("lucas", "Lucas", "Ferrand", "Relais Conseil", "hqs"),
    ("nadia", "Nadia", "Bensaïd", "Mesure et preuve", "implementation"),
)
# To the label that anybody verifies; the charter and the logos after it are Dircom's, on a site that is made.
STEPS = [step for name, step in vars(test_journey).items() if name.startswith("test_")]
WAY = STEPS[: STEPS.index(test_journey.test_10_anybody_verifies_the_label) + 1]


@pytest.fixture(scope="module")
def anybody(browser, running_portal):
    """Opens a browser that stays until the end of the module: people keep theirs, with their passkeys."""
    contexts = []

    def open_page():
        context = browser.new_context(base_url=running_portal.url, locale="fr-FR")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def reader(anybody):
    """Who opens the mails of the machine."""
    return Walker(anybody())


@pytest.fixture(scope="module")
def comes(anybody, reader):
    """`comes("tess", "Tess", "Nicot")`: whoever was invited at tess@example.org, on their home."""

    def arrived(name, first_name, last_name):
        PEOPLE[name] = arrive(anybody(), reader, email_of(name), first_name, last_name)
        return PEOPLE[name]

    return arrived


@pytest.fixture
def meet():
    """As for the journey: a person, by their name."""
    return PEOPLE.__getitem__


def email_of(name):
    return f"{name}@example.org"


def give(role, name):
    """The technique proposes a role to an address, the référente confirms."""
    PEOPLE["tess"].act(
        "/espace/fonctions/donner/", "Proposer",
        role=role, email=email_of(name), reason="Cette personne rejoint l’équipe du label.",
    )  # fmt: skip
    claire = PEOPLE["claire"].go("/espace/fonctions/")
    claire.page.locator("main a[href*='/fonctions/QH-CF-']").first.click()
    claire.page.wait_for_url("**/QH-CF-**")
    claire.act(f"{claire.address}confirmer/", "Confirmer")


def publish(kind, code, decided_on, effective_from, **changed):
    """Prepared by the référente, with what is `changed` of D01, endorsed, decided, published by her deputy."""
    claire = PEOPLE["claire"].act(
        f"/espace/regles/preparer/{kind}/", "Ouvrir le projet",
        code=code, title=f"Version {code}", effective_from=effective_from,
    )  # fmt: skip
    project = claire.address
    if changed:
        claire.act(f"{project}parties/delais/D01/modifier/", "Enregistrer", **changed)
    claire.act(f"{project}proposer/", "Proposer cette version", origin="referent")
    claire.act(
        f"{project}avis/", "Noter l’avis favorable",
        adviser="commission", endorsed_on=decided_on, reference="CNQS-1",
    )  # fmt: skip
    claire.act(
        f"{project}decision/", "Noter la décision du COMEX",
        decided_on=decided_on, reference="CX-1",
    )  # fmt: skip
    claire.go(f"{project}publier/", status=403)
    PEOPLE["paul"].act(f"{project}publier/", "Publier cette version")


def name_to_seat(label, rank, name):
    secretary = PEOPLE["secretaire"].go("/espace/comite/composition/nommer/")
    secretary.page.get_by_label("Siège", exact=True).select_option(label=label)
    secretary.fill(rank=rank, email=email_of(name)).press("Nommer")


def test_1_the_first_two_come_by_the_mails_of_start(running_portal, comes):
    running_portal.manage(
        "start", "--technical", email_of("tess"), "--referent", email_of("claire")
    )
    assert "Voir ce qui reste" in comes("tess", "Tess", "Nicot").text
    assert "Voir ce qui reste" in comes("claire", "Claire", "Vasseur").text


def test_2_two_people_give_each_role(comes):
    for role, *person in OFFICE:
        give(role, person[0])
        comes(*person)
    said = PEOPLE["tess"].go("/espace/fonctions/").text
    assert [last_name for *_, last_name in OFFICE if last_name not in said] == []


def test_3_the_first_rules_are_published_by_two_people():
    """BR-10: the first versions of all may begin today."""
    for kind, code in (("rules", "REG-1"), ("framework", "CADRE-1"), ("committee", "COM-1")):
        publish(kind, code, TODAY, TODAY)
    assert "REG-1" in PEOPLE["secretaire"].go("/espace/regles/").text


def test_4_the_committee_has_its_seats_and_their_holders(comes):
    for order, (code, label, college, function, _) in enumerate(SEATS, 1):
        PEOPLE["secretaire"].act(
            "/espace/comite/composition/ajouter/", "Ajouter",
            code=code, label=label, college=college, function=function, order=10 * order,
        )  # fmt: skip
    named = [(label, "full", person) for _, label, _, _, person in SEATS]
    for label, rank, person in (*named, (SEATS[-1][1], "substitute", SUBSTITUTE)):
        name_to_seat(label, rank, person[0])
        comes(*person)
    said = PEOPLE["secretaire"].go("/espace/comite/composition/").text
    assert [last_name for *_, (*_, last_name) in SEATS if last_name not in said] == []


def test_5_auditors_are_registered_and_their_accreditations_taken_over(comes):
    """BR-41 to BR-43: decided before the portal, with its past dates."""
    for name, first_name, last_name, firm, audit_type in AUDITORS:
        claire = PEOPLE["claire"].act(
            "/espace/agrements/auditeurs/inscrire/", "Envoyer l’invitation",
            first_name=first_name, last_name=last_name, email=email_of(name), firm=firm, regions="84",
            audit_types=audit_type,
        )  # fmt: skip
        auditor = comes(name, first_name, last_name)
        claire.go("/espace/agrements/auditeurs/").page.locator(
            "main a[href$='/reprendre/']"
        ).first.click()
        claire.page.wait_for_url("**/reprendre/")
        claire.fill(
            origin="Comité du 6 mars 2025, avant l’ouverture du portail.", audit_types=audit_type,
            starts_on="2025-03-06", ends_on="2028-03-05", trained_on="2025-01-29",
            insured_until_on="2027-01-07", certificate=LETTER,
        ).press("Enregistrer l’agrément")  # fmt: skip
        assert "Agréé" in auditor.be_at_work().go("/espace/agrements/").text


def test_6_an_organism_asks_for_its_space_and_is_let_in(running_portal, anybody, reader, comes):
    """BR-02: asked in public, verified by the référente; its facts are then told."""
    stranger = Walker(anybody()).go("/demander-un-espace/").fill(
        organism_name="Valboré Habitat", family="OPH", siren="000325001", departement="69",
        signatory_name="Sophie Arnaud", signatory_job="Directrice générale",
        signatory_email=email_of("sophie"), sender_name="Karim Lemaire", sender_email=email_of("karim"),
    )  # fmt: skip
    running_portal.at("2025-08-25 10:05")
    stranger.press("Envoyer la demande")
    stranger.go(link_of(reader, email_of("karim"), CONFIRMATION)).press("Confirmer l’adresse")

    claire = PEOPLE["claire"].go("/espace/demandes/")
    claire.page.locator("main a[href*='/demandes/QH-R-']").first.click()
    claire.page.wait_for_url("**/QH-R-**")
    claire.act(
        f"{claire.address}ouvrir-lespace/", "Ouvrir l’espace",
        reason="Siren et direction vérifiés au registre.",
    )  # fmt: skip
    claire.act(
        "/espace/organismes/valbore-habitat/modifier/", "Enregistrer", city="Lyon", homes=12480
    )
    comes("karim", "Karim", "Lemaire")
    assert "Ouvrir un dossier" in comes("sophie", "Sophie", "Arnaud").go("/espace/dossiers/").text


@pytest.mark.parametrize("step", WAY, ids=lambda step: step.__name__)
def test_7_the_way_to_the_label(step, request):
    step(**{name: request.getfixturevalue(name) for name in inspect.signature(step).parameters})


def test_8_a_new_reglement_is_published_by_two_people(running_portal):
    """BR-08 to BR-10: it begins after the one in force, which ends on its eve."""
    running_portal.at("2026-12-08 10:00")
    publish("rules", "REG-2", "2026-12-08", "2027-01-01", delay="20o")
    said = PEOPLE["sophie"].go("/espace/regles/REG-2/").text
    assert "20 jours ouvrés après le dépôt du dossier" in said


def test_9_who_asks_in_public_to_be_an_auditor_is_accredited_by_the_committee(
    at, anybody, comes, meet
):
    """BR-41, BR-42: nobody of the office invites, the committee decides."""
    name, *names = CANDIDATE
    candidature.ask(at, Walker(anybody()), *names, email_of(name))
    application = candidature.prepare(comes(*CANDIDATE))
    candidature.check(at, PEOPLE["claire"], application)
    candidature.decide(at, meet, application)

    said = PEOPLE[name].be_at_work().go(application).text
    assert "Agréé" in said
    assert "3 février 2030" in said  # BR-43: three years from the decision

"""Installation of a scheme by its own people, in a browser: roles, rules, committee, auditors, a first organism.

Played by tests/e2e/office/test_moving_in.py on what `migrate` leaves, and by the proof on the site that the guide
installs.
"""

from datetime import timedelta

from tests.e2e.journeys.errands import LETTER
from tests.e2e.journeys.newcomers import CONFIRMATION, arrive
from tests.e2e.journeys.walking import Walker

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
SUBSTITUTE = ("laure", "Laure", "Meunier")
AUDITORS = (
    ("lucas", "Lucas", "Ferrand", "Relais Conseil", "hqs"),
    ("nadia", "Nadia", "Bensaïd", "Mesure et preuve", "implementation"),
)


def email_of(name):
    return f"{name}@example.org"


class MovingIn:
    """`anybody()` opens a browser, `reader.link(email, pattern)` finds a link in a mail; `comes` replaces `arrive`."""

    def __init__(self, anybody, reader, today, comes=None):
        self.anybody, self.reader, self.today = anybody, reader, today
        self.people, self.arrive = (
            {},
            comes or arrive,
        )  # by the name of their address, each in their browser

    def comes(self, name, first_name, last_name):
        """Whoever was invited at this name's address, on their home."""
        page, email = self.anybody(), email_of(name)
        self.people[name] = self.arrive(page, self.reader, email, first_name, last_name)
        return self.people[name]

    def give(self, role, name):
        """The technique proposes a role to an address, the référente confirms."""
        self.people["tess"].act(
            "/espace/fonctions/donner/", "Proposer",
            roles=role, email=email_of(name), reason="Cette personne rejoint l’équipe du label.",
        )  # fmt: skip
        claire = self.people["claire"].go("/espace/fonctions/")
        claire.page.locator("main a[href*='/fonctions/QH-CF-']").first.click()
        claire.page.wait_for_url("**/QH-CF-**")
        claire.act(f"{claire.address}confirmer/", "Confirmer")

    def fill_the_office(self):
        for role, *person in OFFICE:
            self.give(role, person[0])
            self.comes(*person)
        said = self.people["tess"].go("/espace/fonctions/").text
        assert [last_name for *_, last_name in OFFICE if last_name not in said] == []

    def publish(self, kind, code, decided_on, effective_from, **changed):
        """Prepared by the référente, with what is `changed` of D01, endorsed, decided, published by her deputy."""
        claire = self.people["claire"].act(
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
        self.people["paul"].act(f"{project}publier/", "Publier cette version")

    def seat_the_committee(self):
        secretary = self.people["secretaire"]
        for order, (code, label, college, function, _) in enumerate(SEATS, 1):
            secretary.act(
                "/espace/comite/composition/ajouter/", "Ajouter",
                code=code, label=label, college=college, function=function, order=10 * order,
            )  # fmt: skip
        named = [(label, "full", person) for _, label, _, _, person in SEATS]
        for label, rank, person in (*named, (SEATS[-1][1], "substitute", SUBSTITUTE)):
            page = secretary.go("/espace/comite/composition/nommer/").page
            page.get_by_label("Siège", exact=True).select_option(label=label)
            secretary.fill(rank=rank, email=email_of(person[0])).press("Nommer")
            self.comes(*person)
        said = secretary.go("/espace/comite/composition/").text
        assert [last_name for *_, (*_, last_name) in SEATS if last_name not in said] == []

    def accredit_auditors(self):
        """BR-41 to BR-43: decided before the portal, with its past dates."""
        starts_on = self.today - timedelta(days=172)
        dates = {
            "starts_on": starts_on,
            "ends_on": starts_on.replace(year=starts_on.year + 3) - timedelta(days=1),
            "trained_on": starts_on - timedelta(days=36),
            "insured_until_on": self.today + timedelta(days=500),
        }
        for name, first_name, last_name, firm, audit_type in AUDITORS:
            claire = self.people["claire"].act(
                "/espace/agrements/auditeurs/inscrire/", "Envoyer l’invitation",
                first_name=first_name, last_name=last_name, email=email_of(name), firm=firm,
                regions="84", audit_types=audit_type,
            )  # fmt: skip
            auditor = self.comes(name, first_name, last_name)
            claire.go("/espace/agrements/auditeurs/").page.locator(
                "main a[href$='/reprendre/']"
            ).first.click()
            claire.page.wait_for_url("**/reprendre/")
            claire.fill(
                origin="Comité tenu avant l’ouverture du portail.", audit_types=audit_type,
                certificate=LETTER, **{one: day.isoformat() for one, day in dates.items()},
            ).press("Enregistrer l’agrément")  # fmt: skip
            assert "Agréé" in auditor.be_at_work().go("/espace/agrements/").text

    def welcome_an_organism(self, waits):
        """BR-02: asked in public, verified by the référente; its facts are then told. `waits()`: as a person does."""
        stranger = Walker(self.anybody()).go("/demander-un-espace/").fill(
            organism_name="Valboré Habitat", family="OPH", siren="000325001", departement="69",
            signatory_name="Sophie Arnaud", signatory_job="Directrice générale",
            signatory_email=email_of("sophie"), sender_name="Karim Lemaire",
            sender_email=email_of("karim"),
        )  # fmt: skip
        waits()
        stranger.press("Envoyer la demande")
        link = self.reader.link(email_of("karim"), CONFIRMATION)
        stranger.go(link).press("Confirmer l’adresse")

        claire = self.people["claire"].go("/espace/demandes/?q=Valboré")
        claire.page.locator("main a[href*='/demandes/QH-R-']").first.click()
        claire.page.wait_for_url("**/QH-R-**")
        claire.act(
            f"{claire.address}ouvrir-lespace/", "Ouvrir l’espace",
            reason="Siren et direction vérifiés au registre.",
        )  # fmt: skip
        claire.act(
            "/espace/organismes/valbore-habitat/modifier/", "Enregistrer", city="Lyon", homes=12480
        )
        self.comes("karim", "Karim", "Lemaire")
        sophie = self.comes("sophie", "Sophie", "Arnaud")
        assert "Ouvrir un dossier" in sophie.go("/espace/dossiers/").text

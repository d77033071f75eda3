"""What people do again and again on their way to the label: pieces, meetings, missions, ratings, answers."""

from types import SimpleNamespace

from tests.e2e.portals import serving

EVIDENCE = serving.ROOT / "tests" / "data" / "evidence"
RESIDENCES = serving.ROOT / "tests" / "data" / "residences"
LETTER = EVIDENCE / "lettre-engagement-numerisee.pdf"
REPORT = EVIDENCE / "pv-ccl-2026-03-19.pdf"
STOCK = RESIDENCES / "parc-312-residences.xlsx"
SUMMARY = (
    "Les engagements sont connus des équipes et tenus sur les sites visités ; "
    "la propreté reste inégale d’une agence à l’autre."
)
FOUND = SimpleNamespace()  # what a step leaves to the next: the addresses of what it made


def add_piece(walker, code, upload):
    form = f"{FOUND.dossier}pieces/ajouter/?piece={code}"
    walker.act(form, "Verser la pièce", piece=code, upload=upload)


def meet_tenants(walker, kind, held_on, upload=REPORT):
    """The minutes of the meeting are also the piece that the rules ask for: nothing else is added."""
    walker.act(
        f"{FOUND.dossier}locataires/", "Verser la preuve", kind=kind, held_on=held_on,
        body="Conseil de concertation locative", attendees=11, upload=upload,
    )  # fmt: skip


def propose(at, meet, audit_type, auditor, asked_on, **days):
    """Karim opens a mission and proposes it; returns its address."""
    at(asked_on)
    karim = meet("karim").act(f"{FOUND.dossier}audits/", "Ouvrir la mission", audit_type=audit_type)
    mission = karim.address
    karim.go(f"{mission}proposer/").fill(**days)
    karim.page.get_by_label("Auditeur", exact=True).select_option(label=auditor)
    karim.press("Proposer la mission à un auditeur")
    assert "Proposée" in karim.text
    return mission


def plan(at, auditor, karim, mission, planned_on, approved_on, tenants_on):
    at(planned_on)
    auditor.act(
        f"{mission}envoyer-le-plan-daudit/", "Envoyer le plan d’audit",
        plan_sites="Siège, agence Rhône, deux résidences", plan_people="Direction, gardiens",
        plan_tenants_on=tenants_on, plan_tenants_with="Amicale des Tilleuls",
    )  # fmt: skip
    at(approved_on)
    karim.act(f"{mission}approuver-le-plan-daudit/", "Approuver le plan d’audit")


def report(at, auditor, karim, mission, drafted_on, observed_on, ended_on):
    """Draft, contradictory phase, observations, final report."""
    at(drafted_on)
    auditor.act(f"{mission}rediger-le-rapport/", "Rédiger le rapport provisoire", summary=SUMMARY)
    auditor.act(f"{mission}rapport/", "Verser le rapport", file=REPORT)
    auditor.act(f"{mission}envoyer-le-rapport-a-lorganisme/", "Envoyer le rapport à l’organisme")
    at(observed_on)
    karim.act(
        f"{mission}observations/",
        "Envoyer à l’auditeur",
        text="Le délai cité est celui de l’an dernier.",
    )
    at(ended_on)
    auditor.act(f"{mission}rendre-le-rapport-definitif/", "Rendre le rapport définitif")
    assert "Rapport définitif" in auditor.text


def criteria(walker, address):
    """The codes of the criteria that a page leads to."""
    links = walker.go(address).page.locator('main a[href*="/criteres/"]')
    found = links.evaluate_all("all => all.map(one => one.pathname.split('/').at(-2))")
    return list(dict.fromkeys(found))


def plan_the_actions(karim):
    """A transversal action typed, the first priority by its own button, the others in bulk."""
    address = f"{FOUND.dossier}plan/ajout/"
    common = {"due_on": "2026-12-31", "indicator": "Index de la résidence sous 12"}
    karim.act(
        address, "Enregistrer l’action", scope="transversal", title="Répondre en cinq jours ouvrés",
        owner="Responsable de la relation client", criterion_code="T05.2", progress="planned", **common,
    )  # fmt: skip
    buttons = karim.page.locator('main a[href*="ajout/?residence="]')
    forms = buttons.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert len(forms) == 23, karim.text[:1500]
    karim.go(forms[0]).fill(owner="Responsable de secteur", **common).press("Enregistrer l’action")
    for form in forms[1:]:
        karim.post(form, owner="Responsable de secteur", **common)
    karim.go(f"{FOUND.dossier}plan/")
    assert "Situations prioritaires sans action" not in karim.text


def assess(karim):
    """A criterion typed, the others sent as the same form."""
    address = f"{FOUND.dossier}auto-evaluation/"
    themes = karim.go(address).page.locator('main a[href*="/themes/"]')
    pages = list(dict.fromkeys(themes.evaluate_all("all => all.map(one => one.pathname)")))
    codes = [code for page in pages for code in criteria(karim, page)]
    assert len(codes) == 54
    page = karim.go(f"{address}criteres/{codes[0]}/").page
    for value, kept in (("3", "3, maîtrisé et prouvé"), ("2", "2, en place")):
        page.locator(f"[name=rating][value='{value}']").evaluate("box => box.click()")
        page.locator("#kept").get_by_text(kept).wait_for()  # what is read beside it, without reload
    karim.act(f"{address}criteres/{codes[0]}/", "Enregistrer", rating="2", comment="En place.")
    for code in codes[1:]:
        karim.post(f"{address}criteres/{code}/", rating="2", comment="En place depuis 2024.")


def rate(nadia, shot):
    """A criterion rated on its screen, the others sent as the same form, two findings typed."""
    codes = criteria(nadia, FOUND.audit)
    assert len(codes) > 40
    screen = f"{FOUND.audit}criteres/{codes[0]}/"
    nadia.go(screen).fill(rating="3", comment="Vu au siège et dans deux agences.")
    shot(nadia.page, "parcours-5-critere")
    nadia.press(f"Enregistrer et passer à {codes[1]}")
    for code in codes[1:]:
        nadia.post(f"{FOUND.audit}criteres/{code}/", rating="2", comment="Conforme sur les sites.")
    observed = {"text": "Trois réclamations sur dix sont restées sans réponse après cinq jours."}
    proof = "Dossiers 4, 7 et 9 de l’échantillon du 8 septembre."
    for kind, evidence in (("PS", ""), ("NCm", proof)):
        nadia.act(
            f"{FOUND.audit}constats/ajouter/", "Enregistrer",
            kind=kind, criterion="T05.2", evidence=evidence, **observed,
        )  # fmt: skip


def answer(at, karim, nadia, shot):
    """The minor non-conformity is answered, then the auditor accepts the answer."""
    finding = f"{FOUND.audit}constats/2/"
    at("2026-10-08 10:00")
    karim.act(
        f"{finding}repondre-au-constat/", "Répondre au constat",
        cause="La consigne n’était pas connue des nouveaux arrivants.",
        correction="Les trois dossiers ont été repris.",
        action="La consigne entre au livret d’accueil.",
        owner="Responsable de la relation client", planned_on="2026-11-30",
    )  # fmt: skip
    shot(karim.page, "parcours-5-constat-repondu")
    at("2026-10-12 10:00")
    nadia.act(f"{finding}accepter-la-reponse/", "Accepter la réponse")
    assert "Accepté" in nadia.text

"""Representatives of tenants in a browser: a body kept and verified, a letter, a contest on a phone, its answer."""

import re

CODE = re.compile(r"[A-Z3-9]{4}-[A-Z3-9]{4}-[A-Z3-9]{4}")
PHONE = {"width": 360, "height": 740, "java_script_enabled": False}
SAID = "Personne ne nous a montré le plan."
ANSWERED = "Nous vous le montrons mardi à 18 heures."
REMARK = "Le hall fuit."


def add_body(member, office, bodies, kind, label, **reach):
    """Kept by the organism with a contact, verified by the office."""
    member.act(f"{bodies}ajouter/", "Ajouter l’instance", kind=kind, name=label)
    body = member.address
    member.act(f"{body}contacts/ajouter/", "Ajouter le contact", **reach)
    office.go(f"{body}verifier/")
    office.page.locator("main [name=contacts]").check(force=True)
    office.press("C’est vérifié")


def ask(member, office, dossier):
    """Each body is asked; {its name: the address of what it is asked}."""
    member.act(f"{dossier}avis/demander/", "Demander leur avis")
    links = office.go(f"{dossier}avis/").page.locator("tbody th a").all()
    return {link.inner_text(): link.get_attribute("href") for link in links}


def contest(office, asked, tenant):
    """The code of the letter is typed on a phone, what the landlord says is contested; returns the code."""
    code = CODE.search(office.go(asked).printed("Lettre (PDF)"))[0]
    tenant.go("/locataires/code/").fill(code="AAAA-AAAA-AAAA").press("Ouvrir", status=422)
    tenant.act("/locataires/code/", "Ouvrir", code=code.lower().replace("-", " "))
    assert tenant.address == "/locataires/avis/"
    assert tenant.page.evaluate("document.documentElement.scrollWidth") == 360
    tenant.fill(stance="contests").press("Donner notre réponse", status=422)
    tenant.fill(account=SAID).press("Donner notre réponse")
    assert f"Nous contestons. {SAID}" in tenant.text
    tenant.act("/locataires/avis/remarque/", "Envoyer aux auditeurs", text=REMARK)
    return code


def reply(member, asked, tenant):
    """The organism answers and reads no remark; the body reads the answer."""
    page, button = f"{asked}repondre-a-la-contestation/", "Répondre à la contestation"
    member.act(page, button, text=ANSWERED)
    assert REMARK not in member.go(asked).text
    assert ANSWERED in tenant.go("/locataires/avis/").text


def settle(office, asked):
    """The office has read the contest and its answer: the stage goes on."""
    page, button = f"{asked}laisser-continuer/", "Laisser l’étape continuer"
    office.act(page, button, reason="La réunion est fixée avec l’amicale.")

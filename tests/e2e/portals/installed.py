"""Installation played in a browser on a site that the guide has installed.

`python -m tests.e2e.portals.installed FACTS`.
FACTS is a JSON file of the proof (scripts/proof/moving_in.py): the address and the port of the site, its folder of
mails, the keys of the two people who came in first; what the browser's people become is written beside it.
"""

import json
import re
import sys
import time
from datetime import timedelta
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.proof.visitor import code_of
from tests.e2e.journeys.moving_in import MovingIn, email_of
from tests.e2e.journeys.newcomers import LINK, PASSWORD, Member, arrive
from tests.e2e.journeys.walking import PATIENCE, today
from tests.e2e.office import test_history_import
from tests.e2e.portals import chromium

PERIOD = 30  # seconds that a code lives, and it serves once


class Mails:
    """The folder where the proof's server of mail keeps what it was given, one file a mail."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def link(self, email, pattern=LINK):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for path in sorted(self.folder.glob("*.eml"), reverse=True):
                mail = message_from_bytes(path.read_bytes(), policy=policy.default)
                said = mail.get_body(("plain",)).get_content()
                if email in str(mail["To"]) and (found := pattern.search(said)):
                    return found[0]
            time.sleep(0.3)
        raise AssertionError(f"no mail for {email}")


class Coded(Member):
    """A person whose second factor is an application that gives codes: `keys` by address, for the proof's visitors."""

    keys = {}

    def be_at_work(self):
        if "Ajoutez un second facteur" in self.go("/espace/").text:
            self.go("/compte/second-facteur/application/")
            key = self.page.locator("code").first.inner_text().replace(" ", "")
            self.keys[self.email] = key
            self.fill(code=code_of(key)).press("Ajouter l’application").go("/espace/")
        return self

    def sign_in(self):
        self.fill(login=self.email, password=PASSWORD).press("Se connecter")
        if self.email in self.keys:
            time.sleep(PERIOD + 1 - time.time() % PERIOD)
            self.fill(code=code_of(self.keys[self.email])).press("Se connecter")


def publish_rules(scheme):
    """After those of the demonstration, that the guide loads: prepared by one, published by another."""
    begins = scheme.today + timedelta(days=30)
    scheme.publish("rules", "REG-1", scheme.today.isoformat(), begins.isoformat(), delay="20o")
    assert "REG-1" in scheme.people["secretaire"].go("/espace/regles/").text


def take_the_tracking(claire):
    """Ten years of the référent's tracking, read, decided and taken."""
    claire.act(test_history_import.ALL, "Lire le fichier", file=test_history_import.FILE)
    one = re.sub("feuilles/$", "", claire.address)
    decided = test_history_import.settle_by_kind(claire, f"{one}lignes/")
    decided += test_history_import.correct(claire, f"{one}lignes/")
    claire.act(f"{one}reprendre-le-suivi/", "Reprendre le suivi")
    listed = claire.page.locator("main").filter(has_text="Drômelys")
    claire.go("/annuaire/?q=Drômelys").shown(listed)
    return decided


def install(browser, facts):
    """The people at their work, one after another; the time that each part took."""

    def anybody():
        context = browser.new_context(base_url=facts["address"], locale="fr-FR")
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    Coded.keys = facts["keys"]
    arrives = partial(arrive, kind=Coded)
    scheme = MovingIn(anybody, Mails(facts["mails"]), today(), arrives)
    for name, email in (("tess", "theo"), ("claire", "claire")):
        scheme.people[name] = Coded(anybody(), email_of(email))
        scheme.people[name].go("/espace/")
    parts = {
        "fonctions données à deux": scheme.fill_the_office,
        "règles approuvées à deux": partial(publish_rules, scheme),
        "comité et ses sièges": scheme.seat_the_committee,
        "auditeurs agréés": scheme.accredit_auditors,
        "organisme reçu": partial(scheme.welcome_an_organism, partial(time.sleep, 4)),
        "suivi repris": partial(take_the_tracking, scheme.people["claire"]),
    }
    told = {}
    for name, act in parts.items():
        begun = time.monotonic()
        act()
        told[name] = round(time.monotonic() - begun, 1)
        sys.stdout.write(f"{name} : {told[name]} s\n")
        sys.stdout.flush()
    return {"parts": told, "keys": Coded.keys}


def main(path):
    facts = json.loads(path.read_text())
    leads = f"--host-resolver-rules=MAP {facts['name']} 127.0.0.1:{facts['port']}"
    known = f"--ignore-certificate-errors-spki-list={facts['certificate']}"
    arguments = [*chromium.ARGUMENTS, leads, known]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=arguments)
        done = install(browser, facts)
        browser.close()
    path.with_name("moved.json").write_text(json.dumps(done))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

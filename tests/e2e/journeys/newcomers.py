"""Newcomers in a browser: the link of their invitation, an account, a passkey where one is asked, then at work."""

import re

from tests.e2e.journeys.walking import Walker, tries

LINK = re.compile(r"/compte/invitation/[0-9a-f]{64}/")
CONFIRMATION = re.compile(r"/demander-un-espace/confirmer/[\w.-]+/")
PASSWORD = "quatre chiens rentrent ensemble"
DOOR = "/compte/connexion/"
DEVICE = {  # a telephone that confirms at once, by the protocol of the browser's own tools
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Member(Walker):
    """A person with an account of their own, who signs in again when their session has ended."""

    def __init__(self, page, email):
        super().__init__(page)
        self.email, self.has_passkey = email, False
        tools = page.context.new_cdp_session(page)
        tools.send("WebAuthn.enable")
        tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    def visit(self, address):
        answer = self.page.goto(address)
        if DOOR in self.page.url:
            self.sign_in()
            answer = self.page.goto(address)
        return answer

    def sign_in(self):
        if self.has_passkey:
            self.page.get_by_role("button", name="Utiliser une clé d’accès").click()
            self.page.wait_for_url(lambda url: DOOR not in url)
        else:
            self.fill(login=self.email, password=PASSWORD).press("Se connecter")

    def be_at_work(self):
        """On their home; a passkey is added if what they now are asks for a second factor (BR-07)."""
        if "Ajoutez un second facteur" in self.go("/espace/").text:
            self.page.get_by_role("link", name="Ajouter une clé d’accès").click()
            self.page.get_by_role("button", name="Ajouter cette clé").click()
            self.page.get_by_role("link", name="Continuer vers mon espace").wait_for()
            self.has_passkey = True
            self.go("/espace/")
        return self


def arrive(page, reader, email, first_name, last_name, kind=Member):
    """Whoever was invited at this address, whose mail `reader` opens, their account made, on their home."""
    person = kind(page, email)
    person.go(reader.link(email))
    person.fill(first_name=first_name, last_name=last_name, password=PASSWORD)
    return person.press("Ouvrir mon compte").be_at_work()


class Reader(Walker):
    """Who opens the mails of the machine, on a demonstration."""

    def link(self, email, pattern=LINK):
        """The private link of the last mail that this address received."""
        for _ in tries(self.page):
            self.go("/demo/courriels/")
            rows = self.page.get_by_role("row").filter(has_text=email)
            if rows.count():
                rows.first.get_by_role("link").click()
                self.page.wait_for_url(re.compile("/demo/courriels/."))
                if found := pattern.search(self.page.content()):
                    return found[0]  # else it is another mail, which left before
        raise AssertionError(f"no mail for {email}: {self.text}")

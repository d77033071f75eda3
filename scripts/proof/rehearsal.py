"""Rehearsal in the proof: a backup of the first machine, brought back apart, whose clock runs to the end of a label."""

import copy
import html
import re
import time
from datetime import date, timedelta

from scripts.proof.loss import AGAIN
from scripts.proof.machine import Machine
from scripts.proof.units import read
from scripts.proof.visitor import Visitor

NAME, SAID = "repetition.example.org", "Répétition"
REFERENT, SIGNATORY = "claire@example.org", "sophie@example.org"
NUMBER, ORGANISM = "REPETITION-1", "valbore-habitat"
VERIFIED = f"/verifier/{NUMBER}/"
SHEET = "/observatoire/selection.pdf"
CLOSED = ("/", "/annuaire/", VERIFIED, SHEET, "/api/v1/labels", "/espace/")
WORDS = "import sys, pypdfium2; print(pypdfium2.PdfDocument(sys.argv[1])[0].get_textpage().get_text_range())"


def apart(second, folder, clamd):
    """Its own profile, name and secret key; the archive and the key of the first machine, kept elsewhere."""
    one = Machine(folder / "rehearsal", second.source, second.mails, clamd)
    one.env |= {
        "PROFIL": "rehearsal",
        "NOM": NAME,
        "CLE_ANCIENNE": read(second.settings / "env")["SECRET_KEY"],
        "SAUVEGARDE": str(folder / "elsewhere" / "portail.tar.age"),
        "CLE_PRIVEE": str(folder / "elsewhere" / "cle-privee.txt"),
        "ARCHIVE": second.env["ARCHIVE"],
    }
    if not (one.code / "venvs").exists():
        one.code.mkdir(exist_ok=True)
        (one.code / "venvs").symlink_to(second.code / "venvs")
    return one


def told(machine, words, expected=0):
    """What `deploy/manage` says with these words."""
    code, said = machine.shell(f"deploy/manage {words}")
    assert code == expected, f"{words} : {code}\n{said[-3000:]}"
    return said


def seals_nothing(machine):
    path = machine.settings / "env"
    settings = path.read_text()
    assert not read(path).get("SEAL_KEY"), "the key of the seal is there"
    path.write_text(settings.replace("SEAL_KEY=", "SEAL_KEY=/etc/portail/sceau.p12", 1))
    said = told(machine, "check", expected=1)
    path.write_text(settings)
    assert "portal.E018" in said, said


def is_closed(machine):
    """Whatever a stranger asks, the door; and no robot keeps it."""
    guest = Visitor(NAME, machine.nginx.port, machine.certificate)
    for asked in CLOSED:
        page = guest.get(asked)
        found = (page.status, page.path.partition("?")[0], page.headers["X-Robots-Tag"])
        assert found == (200, "/compte/connexion/", "noindex, nofollow"), (asked, found)
        assert SAID in page.text, asked
    return f"{len(CLOSED)} adresses"


def label_taken_over(claire, content):
    """Decided yesterday; the last day is the one that the rules in force propose."""
    decided_on = time.strftime("%Y-%m-%d", time.localtime(time.time() - 24 * 3600))
    asked = f"?organisme={ORGANISM}&type=initial&decision={decided_on}"
    page = claire.get(f"/espace/suivi/reprendre-un-label/{asked}")
    last = re.search(r'name="end_on"[^>]*value="([\d-]+)"', page.text)[1]
    typed = {"stated_by": "Odile Garance, directrice", "stated_on": decided_on}
    typed |= {"statement": "Le comité nous a accordé le label, la lettre est jointe."}
    files = {"proof": ("lettre.pdf", content)}
    page = claire.send(page, "number", files=files, number=NUMBER, **typed)
    assert "/espace/labels/" in page.path, _text(page)[-2000:]
    return last


def sheet_says(machine, claire):
    """Each kind of page, and a PDF, say what they are; none leads to the installation that was copied."""
    for asked in ("/", "/espace/", "/annuaire/", VERIFIED, "/espace/courriels/"):
        page = claire.get(asked)
        assert (page.status, SAID in page.text) == (200, True), (asked, page.status)
        assert "portail.example.org" not in page.text, asked
    path = machine.folder / "sheet.pdf"
    path.write_bytes(claire.get(SHEET).content)
    code, said = machine.shell(f"\"$CODE/current/.venv/bin/python\" -c '{WORDS}' {path}")
    assert (code, SAID in said) == (0, True), said[-500:]
    return "pages, vérification et PDF"


def reaches(machine, people, instant, answer):
    """The clock there by the command of the guide; what the verification says then. A session has the machine's."""
    said = told(machine, f'rehearse --to "{instant}"')
    claire = people.at[REFERENT]
    page = claire.get(VERIFIED)
    assert page.path == VERIFIED, page.path
    assert answer in _text(page), _text(page)[:2000]
    return said.strip().replace("\n", " ")


def over(machine, people, last):
    """The day after its last one: said so, and no label is held beyond its end by the engine."""
    after = date.fromisoformat(last) + timedelta(days=1)
    said = reaches(machine, people, f"{after} 09:00", "Label échu")
    held = "state IN ('active', 'extended', 'suspended') AND end_on <"
    rows = f"SELECT count(*) FILTER (WHERE {held} '{after}'), count(*) FILTER (WHERE state = 'expired')"
    counted = machine.postgres.sql(f"{rows} FROM labelling_label", "portail").stdout.strip()
    assert counted.startswith("0|"), counted
    told(machine, "verify_journal")
    return f"{said} {counted[2:]} labels échus"


def mails_stay(machine, people):
    """Its worker writes them in a folder of the machine; nothing reaches the server of mail."""
    folder, end = machine.folder / "data" / "mail", time.monotonic() + 120
    while True:
        code, said = machine.shell(f"deploy/manage rehearse --mails {SIGNATORY}")
        if "le label est échu" in said or time.monotonic() > end:
            break
        time.sleep(1)
    left = [one["Subject"] for one in machine.mails.kept if NAME in str(one["Message-ID"])]
    assert (code, "le label est échu" in said, left) == (0, True, []), (said[-500:], left)
    assert "non envoyé (répétition)" in _text(people.at[REFERENT].get("/espace/courriels/"))
    return f"{len(list(folder.glob('*.eml')))} gardés, aucun parti"


def _text(page):
    return html.unescape(re.sub(r"<[^>]+>", " ", page.text)).replace("\u00a0", " ")


def play(proof, second, folder, clamd, people, content):
    """`people`: those of the first machine, with their second factors."""
    one = apart(second, folder, clamd)
    visitors = copy.copy(people)
    visitors.machine, visitors.at = one, {}
    try:
        proof.play(one, titles=AGAIN)
        proof.play(one, "restore")
        proof.play(one, titles=("Les services",))
        proof.step("répétition sans la clé du sceau", seals_nothing, one)
        proof.step("répétition fermée aux inconnus", is_closed, one)
        claire = proof.step("répétition, même second facteur", visitors.sign_in, REFERENT)
        last = claire and proof.step("label qui commence", label_taken_over, claire, content)
        if last:
            proof.step("« Répétition » partout", sheet_says, one, claire)
            proof.play(one, "rehearse")
            when = f"{last} 09:00"
            proof.step("dernier jour du label", reaches, one, visitors, when, "Label en vigueur")
            proof.step("label échu le lendemain", over, one, visitors, last)
            proof.step("courriels gardés", mails_stay, one, visitors)
    finally:
        one.close()

"""Proof of the installation guide: `bash scripts/proof_install.sh`; its last line is « N passed, N failed »."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path

from scripts.proof import loss, moving_in, older, rehearsal, releases
from scripts.proof.machine import Machine
from scripts.proof.servers import INFECTED, Clamd, Mails
from scripts.proof.visitor import Visitor

LINK = r"/compte/invitation/[0-9a-f]{64}/"


class Stopped(Exception):
    """A command of the guide failed: what follows stands on it."""


class Proof:
    """Counted steps; one that fails leaves the next ones to be tried, but for those of the guide."""

    def __init__(self):
        self.passed, self.failed, self.begun = 0, 0, time.monotonic()

    def step(self, name, act, *given):
        begun = time.monotonic()
        try:
            told = act(*given)
        except Exception:
            self.failed += 1
            self.say(f"ÉCHEC  {name}\n{traceback.format_exc()}")
            return None
        self.passed += 1
        took = time.monotonic() - begun
        self.say(
            f"ok     {name} ({took:.1f} s)"
            + (f" : {told}" if told and isinstance(told, str) else "")
        )
        return told

    def say(self, line):
        sys.stdout.write(f"{line}\n")

    def play(self, machine, kind="", titles=None):
        for number, block in enumerate(machine.blocks(kind, titles), 1):
            before = self.failed
            self.step(f"{block.title}, bloc {number}", run, machine, block.text)
            if self.failed > before:
                raise Stopped

    def end(self):
        self.say(f"Durée : {(time.monotonic() - self.begun) / 60:.1f} minutes.")
        self.say(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


def run(machine, text):
    code, said = machine.shell(text)
    assert code == 0, f"{text}\n{said[-3000:]}"


def equal(found, expected):
    assert found == expected, f"{found!r} au lieu de {expected!r}"


def pdf(mark=b""):
    """A page without a word, and a comment."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    )
    text, places = b"%PDF-1.4\n%" + mark + b"\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    ending = b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(text)
    return text + b"xref\n0 4\n0000000000 65535 f \n" + table + ending


def units_are_right(machine):
    """systemd reads them, where it runs; each service is exposed to two tenths at most of what it could be."""
    files = sorted(
        machine.env["UNITES"].rstrip("/") + "/" + path.name
        for path in Path(machine.env["UNITES"]).iterdir()
    )
    words = ["/usr/bin/systemd-analyze", "verify", "--man=no", *files]
    if is_running := Path("/run/systemd/system").is_dir():
        done = subprocess.run(words, check=False, capture_output=True, text=True)
        equal((done.returncode, done.stderr.strip()), (0, ""))
    if not (Path("/run/systemd").is_dir() or os.access("/run", os.W_OK)):
        return "non essayé (systemd n’a jamais démarré ici, et ses outils veulent son dossier)"
    scores = {}
    for path in (file for file in files if file.endswith(".service")):
        words = ["systemd-analyze", "security", "--offline=true", "--no-pager", path]
        done = subprocess.run(words, check=False, capture_output=True, text=True)
        found = re.search(r"exposure level for \S+ ([\d.]+)", done.stdout)
        assert found, f"{path} : {done.stdout[-200:]}{done.stderr[-400:]}"
        scores[Path(path).name] = found[1]
    assert max(map(float, scores.values())) <= 2, scores
    told = ", ".join(f"{name} {score}" for name, score in scores.items())
    return (
        told
        if is_running
        else f"{told}\n       lecture par systemd : non essayée (il n’est pas en marche ici)"
    )


def visitor(machine):
    return Visitor(machine.env["NOM"], machine.nginx.port, machine.certificate)


def services_answer(machine):
    """None is down, a minute after the start; those that are not well yet."""
    for _ in range(60):
        page = visitor(machine).get("/sante/services/", Accept="application/json")
        if page.status == 200:
            found = json.loads(page.text)["services"]
            return ", ".join(
                f"{one['label']} : {one['detail']}" for one in found if one["state"] != "ok"
            )
        time.sleep(1)
    raise AssertionError(page.text)


def headers_are_said(machine):
    guest = visitor(machine)
    page = guest.get("/annuaire/")
    name = re.search(r'"(/static/[^"]+\.css)"', page.text)[1]
    static = guest.get(name)
    equal((page.status, static.status), (200, 200))
    equal(static.headers["Cache-Control"].count("immutable"), 1)
    wanted = ("Strict-Transport-Security", "X-Content-Type-Options")
    equal(
        [header for header in wanted if not static.headers[header] or not page.headers[header]], []
    )
    assert "default-src" in page.headers["Content-Security-Policy"]
    equal(guest.get("/prive/x").status, 404)


class People:
    """Théo and Claire, and what they do."""

    def __init__(self, machine):
        self.machine, self.keys, self.at = machine, {}, {}

    def arrive(self, email, first_name, last_name):
        person = visitor(self.machine)
        link = self.machine.mails.link(email, LINK)
        self.keys[email] = person.arrive(link, first_name, last_name)
        page = person.get("/espace/")
        equal((page.status, page.path), (200, "/espace/"))

    def sign_in(self, email):
        person = visitor(self.machine)
        person.sign_in(email, self.keys[email])
        page = person.get("/espace/")
        equal((page.status, page.path), (200, "/espace/"))
        self.at[email] = person
        return person

    def report(self, content):
        """Somebody without an account sends a document."""
        guest = visitor(self.machine)
        page = guest.get("/signaler/")
        time.sleep(3.5)  # a form that leaves at once is a robot's
        reason = re.search(r'name="reason"[^>]*value="(\w+)"|<option value="(\w+)"', page.text)
        told = {
            "reason": reason[1] or reason[2],
            "place": "Une affiche",
            "text": "Le logo du label sur une affiche de chantier.",
        }
        page = guest.send(page, "place", files={"upload": ("affiche.pdf", content)}, **told)
        equal((page.status, page.path), (200, "/contact/merci/"))

    def files(self, reader):
        """The addresses of the files of every request."""
        found = []
        for link in sorted(set(reader.get("/espace/demandes/").links(r"/espace/demandes/[\w-]+/"))):
            found += reader.get(link).links(r"/espace/fichiers/[\w-]+/")
        return sorted(set(found))


def private_file(people, content):
    claire = people.at["claire@example.org"]
    for _ in range(90):
        answers = [claire.get(address) for address in people.files(claire)]
        if any(answer.status == 200 for answer in answers):
            break
        time.sleep(1)
    equal([a.content for a in answers if a.status == 200], [content])
    answer = next(a for a in answers if a.status == 200)
    equal(answer.headers["Content-Security-Policy"], "default-src 'none'; sandbox")
    equal(answer.headers["X-Content-Type-Options"], "nosniff")
    equal(answer.headers["Cache-Control"], "private, no-store")
    log = people.machine.nginx.folder / "access.log"
    for _ in range(30):  # nginx writes its line once it has answered
        if "/espace/fichiers/" in log.read_text():
            break
        time.sleep(1)
    assert "/espace/fichiers/" in log.read_text()
    return f"{len(content)} octets par X-Accel-Redirect"


def refused_file(people):
    """What the antivirus names is never given."""
    claire = people.at["claire@example.org"]
    for _ in range(60):
        states = sorted(claire.get(address).status for address in people.files(claire))
        page = claire.get("/espace/demandes/").text
        if len(states) == 2 and states == [200, 403]:
            return "refusé"
        time.sleep(1)
    raise AssertionError(f"{states} {page[:0]}")


def contained(machine, folder):
    """The image of the code on the settings of the installed site: root builds it and starts it beside us."""
    shutil.copy(machine.settings / "env", folder / "ask.part")
    (folder / "ask.part").rename(folder / "ask")
    end, code = time.monotonic() + 900, folder / "code"
    while not code.exists() and time.monotonic() < end:
        time.sleep(0.5)
    said = (folder / "said").read_text()
    equal((code.exists() and code.read_text().strip(), said.strip()[:5]), ("0", "uid 1"))
    return said.strip()


def main(folder):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    proof, folder = Proof(), Path(folder)
    mails, clamd = Mails(folder / "mails"), Clamd(folder / "clamd").start()
    machines = []
    try:
        first = Machine(folder / "one", folder / "source", mails, clamd)
        machines.append(first)
        first.archive("2026-12-01")
        proof.play(first)
        proof.step("unités de systemd vérifiées", units_are_right, first)
        proof.step("services qui répondent", services_answer, first)
        proof.step("fichiers statiques, en-têtes, dossier privé fermé", headers_are_said, first)
        if (folder / "container").exists():
            proof.step("conteneur en service", contained, first, folder / "container")
        else:
            proof.say("       conteneur : non essayé (il faut root, podman et mmdebstrap)")
        people = People(first)
        proof.step(
            "invitation de l’administration", people.arrive, "theo@example.org", "Théo", "Martin"
        )
        proof.step(
            "invitation du référent", people.arrive, "claire@example.org", "Claire", "Dupont"
        )
        if proof.step(
            "connexion par nginx, avec le second facteur", people.sign_in, "claire@example.org"
        ):
            content = pdf(b"portail")
            proof.step("document déposé sans compte", people.report, content)
            proof.step("fichier privé", private_file, people, content)
            proof.step("document infecté déposé", people.report, pdf(INFECTED))
            proof.step("fichier refusé par l’antivirus", refused_file, people)
            proof.step("dispositif installé dans un navigateur", moving_in.moved_in, first, people)
        if people.at and (second := loss.play(proof, first, folder, clamd, people)):
            machines.append(second)
            rehearsal.play(proof, second, folder, clamd, people, pdf(b"lettre"))
            releases.play(proof, second, people)
            older.play(proof, second, folder, clamd)
    except Stopped:
        proof.say("La suite n’est pas jouée.")
    finally:
        for machine in machines:
            machine.close()
        clamd.stop()
    return proof.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""Installation of a scheme in the proof: its people at work in a browser, on the site that the guide has installed."""

import base64
import hashlib
import json
import os
import subprocess

from scripts.proof.machine import NAME
from scripts.proof.servers import program

PATIENCE = 1200  # seconds


def key_of(certificate):
    """What Chromium knows a certificate of one's own making by: the digest of its public key."""
    openssl = program("openssl")
    asked = [openssl, "x509", "-pubkey", "-noout", "-in", certificate]
    public = subprocess.run(asked, check=True, capture_output=True).stdout
    asked = [openssl, "pkey", "-pubin", "-outform", "der"]
    content = subprocess.run(asked, check=True, capture_output=True, input=public).stdout
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def moved_in(machine, people):
    """Roles, rules approved by two, committee, auditors, an organism, the tracking: what each took."""
    facts = machine.folder / "browser" / "facts.json"
    facts.parent.mkdir()
    told = {
        "address": f"https://{NAME}",
        "name": NAME,
        "port": machine.nginx.port,
        "certificate": key_of(machine.certificate),
        "mails": str(machine.mails.folder),
        "keys": people.keys,
    }
    facts.write_text(json.dumps(told))
    done = subprocess.run(
        [os.environ["BROWSER_PYTHON"], "-m", "tests.e2e.portals.installed", facts],
        check=False,
        cwd=machine.source,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-4000:]}"
    moved = json.loads(facts.with_name("moved.json").read_text())
    people.keys |= moved["keys"]
    return ", ".join(f"{name} {seconds:.0f} s" for name, seconds in moved["parts"].items())

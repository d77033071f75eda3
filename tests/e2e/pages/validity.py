"""The Nu HTML checker on pages as they were sent; as a script, brings it or fails.

It is a Java program of the npm package `vnu-jar`, pinned here by its content; no page leaves this machine.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "26.9.27"
SHA256 = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
JAR = Path(__file__).resolve().parents[3] / "var" / f"vnu-{VERSION}.jar"
MISSING = "Le vérificateur HTML est introuvable : il faut Java et npm (apt-get install default-jre-headless npm)."


def path():
    """The checker, or None; Java runs it."""
    return JAR if JAR.exists() and shutil.which("java") else None


def bring():
    """Fetch the package by the machine's own npm and keep the program whose content is expected."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"vnu-jar@{VERSION}"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        [package] = Path(folder).glob("*.tgz")
        with tarfile.open(package) as archive:
            content = archive.extractfile("package/build/dist/vnu.jar").read()
    if hashlib.sha256(content).hexdigest() != SHA256:
        sys.exit(f"vnu-jar {VERSION} n’a pas le contenu attendu.")
    JAR.parent.mkdir(parents=True, exist_ok=True)
    JAR.write_bytes(content)


def faults(pages):
    """[« address: what is wrong »] of {address: HTML}, in one run of the checker."""
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for number, (address, text) in enumerate(pages.items()):
            file = Path(folder) / f"{number}.html"
            file.write_text(text, encoding="utf-8")
            files[file.name] = address
        said = _run(folder)
    return [
        f"{files[Path(one['url']).name]} : {one['message']} ({one.get('extract', '').strip()[:120]})"
        for one in said
        if one["type"] == "error"
    ]


def _run(folder):
    command = ["java", "-Xss4m", "-jar", str(JAR), "--format", "json", "--exit-zero-always", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stderr or done.stdout)[-2_000:]
    return json.loads(done.stderr or done.stdout)["messages"]


if __name__ == "__main__":
    if "--bring" in sys.argv and not path():
        bring()
    sys.exit(None if path() else MISSING)

"""Packages of the house in the words of their first sentence, written into docs/packages.md.

`python -m scripts.packages` writes the page; a test compares it with the code.
"""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "packages.md"
APPS = ("portal", "labelling", "observatory", "community", "home")
NOT_OURS = {"migrations", "management", "commands", "templatetags", "data"}  # as Django names them
HEAD = """# Packages

Written by `python -m scripts.packages` from the first sentence of each.

"""


def sentences():
    """{folder: first sentence of its `__init__.py`}, "" where it says nothing."""
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("__init__.py")):
            folder = path.parent.relative_to(ROOT)
            if not NOT_OURS.intersection(folder.parts):
                told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
                found[str(folder)] = " ".join(told.partition("\n\n")[0].split())
    return found


def document():
    return HEAD + "".join(f"- `{folder}`: {told}\n" for folder, told in sentences().items())


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")
    sys.stdout.write("docs/packages.md est écrit.\n")

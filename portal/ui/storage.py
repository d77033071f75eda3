"""Concatenation of the stylesheets into `css/site.css` and `css/member.css` at collectstatic.

While writing pages nothing is needed: browsers follow the `@import` lines of the source.
"""

import posixpath
import re

from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/site.css"
ENTRIES = (ENTRY, "css/member.css")  # of every page, then what only the member space shows
IMPORT = re.compile(
    r'@import url\("(?P<path>[^":]+)"\)(?: layer\((?P<layer>[\w-]+)\))?(?: (?P<media>[^;]+))?;'
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ADDRESS = re.compile(r'url\("(?P<path>(?![a-z]+:|/|#)[^"]+)"\)')


def assemble(read, path=ENTRY):
    """The text of `path` with its imports in place, in their layers and media; `read(path) -> str`."""
    base = posixpath.dirname(path)

    def imported(match):
        target = posixpath.normpath(posixpath.join(base, match["path"]))
        text = assemble(read, target)
        if match["media"]:
            text = f"@media {match['media']} {{\n{text}}}\n"
        return f"@layer {match['layer']} {{\n{text}}}\n" if match["layer"] else text

    text = read(path) if path in ENTRIES else _rebased(read(path), base)
    return "".join(f"{line}\n" for line in _lines(IMPORT.sub(imported, COMMENT.sub("", text))))


def _rebased(text, base):
    """Addresses of fonts and images are relative to their file; in one file, to the entry."""

    def moved(match):
        target = posixpath.normpath(posixpath.join(base, match["path"]))
        return f'url("{posixpath.relpath(target, posixpath.dirname(ENTRY))}")'

    text = IMPORT.sub(lambda match: match[0].replace("url(", "URL("), text)
    return ADDRESS.sub(moved, text).replace("URL(", "url(")


def _lines(text):
    return (line.strip() for line in text.splitlines() if line.strip())


def manifest_of(folder):
    """The list of names of the code in this folder; `deploy/release.sh` lays each release under releases/."""
    return (
        f"staticfiles-{folder.name}.json"
        if folder.parent.name == "releases"
        else "staticfiles.json"
    )


class Storage(CompressedManifestStaticFilesStorage):
    """Whitenoise’s hashed and compressed files, with the assembled stylesheet and hashed modules.

    Releases that follow each other share the folder: each has its own list of names.
    """

    manifest_name = manifest_of(settings.BASE_DIR)
    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        for entry in ENTRIES if not dry_run else ():
            if entry in paths:
                self._write_assembled(entry, paths)
        yield from super().post_process(paths, dry_run, **options)

    def _write_assembled(self, entry, paths):
        """From the sources, so that a second run sees what changed in any of them."""

        def read(path):
            storage, name = paths[path]
            with storage.open(name) as file:
                return file.read().decode()

        text = assemble(read, entry)
        self.delete(entry)
        self._save(entry, ContentFile(text.encode()))
        paths[entry] = (self, entry)

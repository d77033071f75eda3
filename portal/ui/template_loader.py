"""Template loader that drops the indentation of lines, a third of a page's weight."""

import re

from django.template.loaders.filesystem import Loader as FilesystemLoader

INDENTATION = re.compile(r"\n[ \t]+")
KEPT_AS_WRITTEN = re.compile(r"<(?:pre|textarea)\b")


class Loader(FilesystemLoader):
    """An indented line follows the one before after a space: a sentence of two lines is sent as one."""

    def get_contents(self, origin):
        text = super().get_contents(origin)
        if self.engine.debug:  # errors and coverage name the lines of the file
            return text
        if not origin.name.endswith(".html") or KEPT_AS_WRITTEN.search(text):
            return text
        return INDENTATION.sub(" ", text)

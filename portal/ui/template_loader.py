"""Loader of our templates, without the indentation of their lines: a third of what a page would weigh."""

import re

from django.template.loaders.filesystem import Loader as FilesystemLoader

INDENTATION = re.compile(r"\n[ \t]+")
KEPT_AS_WRITTEN = re.compile(r"<(?:pre|textarea)\b")


class Loader(FilesystemLoader):
    """A line stays a line, so that an error names the right one."""

    def get_contents(self, origin):
        text = super().get_contents(origin)
        is_counted = (
            self.engine.debug
        )  # what measures coverage knows a node by its place in the file
        if is_counted or not origin.name.endswith(".html") or KEPT_AS_WRITTEN.search(text):
            return text
        return INDENTATION.sub("\n", text)

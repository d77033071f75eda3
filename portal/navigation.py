"""The entries of the bars: apps register theirs, a rule says who gets which."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    label: str
    url_name: str
    visible: Callable = lambda user: True
    order: int = 100
    root: str | tuple = ""  # address prefixes under which the entry is the current one
    address: str = ""  # of a page of the CMS, which has no URL name

    def link(self, request):
        url = self.address or reverse(self.url_name)
        return {
            "label": self.label,
            "url": url,
            "is_current": request.path == url or request.path.startswith(self.root or url + "\0"),
        }


PUBLIC, SPACE = [], []


def add(where, *entries):
    where.extend(entries)
    where.sort(key=lambda entry: entry.order)


def links(where, request):
    return [entry.link(request) for entry in where if entry.visible(request.user)]

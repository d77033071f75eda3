"""Navigation: the bars, whose entries apps register, shown by rule; the way back to the page one came from."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


@dataclass(frozen=True)
class Entry:
    label: str
    url_name: str
    visible: Callable = lambda user: True
    order: int = 100
    root: str | tuple = ""  # address prefixes under which the entry is the current one
    address: str = ""  # of a page of the CMS, which has no URL name
    count: Callable | None = None  # user -> how many wait there unread

    def link(self, request):
        url = self.address or reverse(self.url_name)
        return {
            "label": self.label,
            "url": url,
            "is_current": request.path == url or request.path.startswith(self.root or url + "\0"),
            "count": self.count(request.user) if self.count else 0,
        }


PUBLIC, SPACE = [], []
MOST = 8  # what one line of the member bar holds at 1280 px


def register_entry(where: list, *entries: Entry) -> None:
    """Add entries to a bar (SPACE, PUBLIC), each in its order."""
    where.extend(entries)
    where.sort(key=lambda entry: entry.order)


def links(where: list, request: HttpRequest) -> list[dict]:
    return [entry.link(request) for entry in where if entry.visible(request.user)]


def way_back(request: HttpRequest, default: str) -> str:
    """The page that one came from (`retour`), if it is in the member space."""
    url = request.POST.get("retour") or request.GET.get("retour") or ""
    is_ours = url.startswith("/espace/") and url_has_allowed_host_and_scheme(url, None)
    return url if is_ours else default


def folded(entries):
    """What the bar shows, and what « Plus » holds: nothing below a bar too long; the current entry is always shown."""
    if len(entries) <= MOST:
        return entries, []
    shown, more = entries[: MOST - 1], entries[MOST - 1 :]
    here = [entry for entry in more if entry["is_current"]]
    return shown + here, [entry for entry in more if entry not in here]

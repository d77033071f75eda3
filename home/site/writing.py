"""Update of initial texts that nobody has edited; an edited page is left as it is."""

import hashlib

from wagtail.models import Page

from home.search.entries import keep
from portal.core import clock

# Fingerprints of the texts that earlier versions of the portal wrote. Add the former one when `home/texts.py` changes.
FORMER = {
    "cookies": {
        "6091eb159ee696216115fd131eee02e9cb2fc2991c1858f36e3601a423c4c28a",
        "6e9f8291e8c61b8c1e7fbac2ee45d2d1e1014c2e8d01991f94ed5b63b71b0475",
    },
    "contact": {
        "f61171380466920cce94660ff3c9113294655cb0db1fe76ffb3f9bf7f612561e",
        "06d03979460b017f80a6d7288a6eae93f587f894b2782d6ad0c113792575b8e2",
        "c3946a6ac669d399ad485b53bfe22aa5022fed0f011ca06b5eaef91b19f0005e",
        "c06cb402bc93d155a7e3da8fc3f02ba880588d70c35a302cbc3bbcad5a15608f",
    },
    "mentions-legales": {
        "3dd1a649780baf83bf3a6b38b40e967935d8f1a10e7358a771763e5d5a4fbe88",
        "a96caadba10114979f0d156399e49e9dbb72180ebf64f7912ced6bafa005f916",
        "9969333670a86355ca2ae9a787a86929c2f210f5775900fd0020485d1906256c",
    },
    "accessibilite": {
        "4486708942b2b5e47d36aa2dfd345f9de6b1e12b16b626c0acd21e3b580bed63",
        "b3d36398491e66cf119c8801a7acfb892e5128fe81c16d31c85d91ee0c311d40",
    },
    "donnees-personnelles": {
        "4b3c3146115a8963dd5e3313186639f9e64af9e64fc1a30d2b24b981723d17d7",
        "4574ca08475caa2887eb504fc12791215b5c97f9f68b4e6e698a94af895e1a4a",
        "54c6488029d933371224d6be3633f154aeba49e6f815ce241c2d638b069ea89c",
        "b301e3292bd9b77056724b47f590eecfa6d805c699daf974db95e54c84263e37",
        "c9558d66e86ad77be3f598fd85c180c0218563e72e2ffaa1713229d73c5225a7",
    },
}


def fingerprint(intro, body):
    """Hash of a page's text: `body` is a list of (kind, value), as blocks are first written."""
    text = "\n".join(f"{value}" for _kind, value in body)
    return hashlib.sha256(f"{intro}\n{text}".encode()).hexdigest()


def renew(page, said):
    """Replace the text of `page` by `said` if it is still an earlier version's; returns whether it did.

    A draft is somebody's work: a page that has one is left alone.
    """
    page = page.specific
    if page.has_unpublished_changes or not _is_untouched(page):
        return False
    page.intro, page.body = said["intro"], said["body"]
    page.save(update_fields=["intro", "body"])
    revision = page.save_revision(clean=False)
    facts = {"live_revision": revision, "last_published_at": clock.now()}
    facts["first_published_at"] = page.first_published_at or clock.now()
    Page.objects.filter(pk=page.pk).update(has_unpublished_changes=False, **facts)
    keep([page])  # what the search finds
    return True


def _is_untouched(page):
    return print_of(page) in FORMER.get(page.slug, ())


def print_of(page):
    """The fingerprint of what a page says today; none once it holds other blocks than texts."""
    raw = page.body.get_prep_value()
    if any(block["type"] != "text" for block in raw):
        return None
    return fingerprint(page.intro, [(block["type"], block["value"]) for block in raw])

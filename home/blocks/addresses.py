"""Place that a button opens: a page of the site, or an address; and the button itself."""

import re

from wagtail.blocks import CharBlock, PageChooserBlock

from home.blocks.base import Part
from home.blocks.loading import Gathered
from home.site_map import tree

ADDRESS = re.compile(r"/(?!/)\S*|https://[^\s/]+\S*|mailto:\S+@\S+|tel:\+?[\d.-]+")
WRONG_ADDRESS = "Commencez l’adresse par /, https://, mailto: ou tel:."
BOTH = "Gardez la page ou l’adresse, pas les deux."
NONE = "Choisissez la page que le bouton ouvre, ou donnez une adresse."


class PageChooser(Gathered, PageChooserBlock):
    """Loaded in bulk with the other pages named by the body."""


def label():
    return CharBlock(label="libellé du bouton", max_length=60, help_text="Un verbe et son objet.")


def page(title="page du site"):
    return PageChooser(label=title, required=False)


def address():
    return CharBlock(
        label="ou adresse",
        required=False,
        max_length=300,
        help_text="Par exemple /annuaire/, ou une adresse qui commence par https://.",
    )


def problems(value):
    """{field: sentence} of a page and an address, of which one is given."""
    written = (value["address"] or "").strip()
    if value["page"] and written:
        return {"address": BOTH}
    if not value["page"] and not written:
        return {"page": NONE}
    if written and not ADDRESS.fullmatch(written):
        return {"address": WRONG_ADDRESS}
    return {}


def link_problems(value, *, what, to):
    """{field: sentence} of a label and an address that go together, or are both left out.

    `what` and `to`: « ce lien », « au lien ».
    """
    said, written = ((value.get(name) or "").strip() for name in ("label", "address"))
    if said and not written:
        return {"address": f"Donnez l’adresse que {what} ouvre, ou videz son libellé."}
    if written and not said:
        return {"label": f"Donnez {to} un verbe et son objet, ou videz l’adresse."}
    return {"address": WRONG_ADDRESS} if written and not ADDRESS.fullmatch(written) else {}


def url_of(value):
    """Empty when the page is gone, as for a draft that names nothing yet."""
    chosen = value.get("page")
    return tree.address(chosen.url_path) if chosen else (value.get("address") or "")


class Button(Part):
    """A button of a section: its words, and what it opens."""

    label = label()
    page = page()
    address = address()

    def problems(self, value):
        return problems(value)

    class Meta:
        label, icon = "Bouton", "link"
        label_format = "{label}"


def button_links(buttons):
    """[{label, url}] of the buttons that lead somewhere."""
    rows = [{"label": one["label"], "url": url_of(one)} for one in buttons or ()]
    return [row for row in rows if row["label"] and row["url"]]

"""Blocks of the frame: an entry of a menu, a section of tabs, a social account, the words of an error page."""

from pathlib import Path

from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, StreamBlock, TextBlock, URLBlock

from home.blocks import addresses
from home.blocks.base import Part
from home.site_map.navigation import SECTIONS
from portal.core.data_files import read_data

FILE = Path(__file__).parent.parent / "data" / "services.yaml"


def written():
    """[{titre, adresse, texte, mots}], in the order of the file."""
    return read_data(FILE)


def choices():
    """[(address, title)] of what a menu may lead to besides pages: the services, then the pages of the sections."""
    found = {row["adresse"]: row["titre"] for row in written()}
    for section in SECTIONS:
        for title, address in section:
            found.setdefault(address, title)
    return list(found.items())


BOTH = "Gardez la page ou le service, pas les deux."
NONE = "Choisissez la page ou le service que l’entrée ouvre."
TWICE = "Deux entrées ont le même {}\u00a0: gardez-en une."
HTTPS = "Donnez l’adresse entière du compte, qui commence par https://."
NETWORKS = [
    ("LinkedIn", "LinkedIn"),
    ("YouTube", "YouTube"),
    ("Mastodon", "Mastodon"),
    ("Bluesky", "Bluesky"),
    ("Instagram", "Instagram"),
    ("Facebook", "Facebook"),
    ("X", "X"),
    ("Dailymotion", "Dailymotion"),
]


class Entry(Part):
    """An entry: its words, and the page or the service that it opens."""

    label = CharBlock(label="libellé", max_length=40)
    page = addresses.page()
    service = ChoiceBlock(
        choices=choices,
        required=False,
        label="ou service",
        help_text="Une page que le portail tient lui-même\u00a0: l’annuaire, la vérification…",
    )

    def problems(self, value):
        if value["page"] and value["service"]:
            return {"service": BOTH}
        return {} if value["page"] or value["service"] else {"page": NONE}

    class Meta:
        label, icon = "Entrée", "link"
        label_format = "{label}"


class Tabs(Part):
    """The tabs that pages of one section share."""

    entries = ListBlock(Entry(), label="onglets", min_num=2, max_num=8)

    def problems(self, value):
        found = twice(list(value["entries"]))
        return {"entries": found} if found else {}

    class Meta:
        label, icon = "Section à onglets", "folder-open-inverse"


class Account(Part):
    """An account of the label on a social network."""

    network = ChoiceBlock(choices=NETWORKS, label="réseau")
    address = URLBlock(label="adresse du compte", max_length=200)

    def problems(self, value):
        return {} if value["address"].startswith("https://") else {"address": HTTPS}

    class Meta:
        label, icon = "Compte", "link-external"
        label_format = "{network}"


class ErrorPage(Part):
    """The words of an error page: what happened, what to do."""

    title = CharBlock(label="titre", max_length=120)
    text = TextBlock(label="explication", max_length=300)
    links = ListBlock(
        Entry(), label="liens proposés", required=False, default=[], min_num=0, max_num=6
    )

    class Meta:
        icon = "warning"


class Entries(StreamBlock):
    entry = Entry()

    class Meta:
        max_num = 8


class Sections(StreamBlock):
    section = Tabs()

    class Meta:
        max_num = 6


class Accounts(StreamBlock):
    account = Account()

    class Meta:
        max_num = 6


class ErrorPages(StreamBlock):
    not_found = ErrorPage(label="Page introuvable (404)")
    forbidden = ErrorPage(label="Accès réservé (403)")
    broken = ErrorPage(label="Panne (500)")

    class Meta:
        block_counts = {name: {"max_num": 1} for name in ("not_found", "forbidden", "broken")}


def twice(entries):
    """The sentence about two entries with the same words, or the same place; empty when there are none."""
    labels = [one["label"].strip().casefold() for one in entries if one["label"]]
    if len(labels) > len(set(labels)):
        return TWICE.format("libellé")
    keys = [(one["page"].pk if one["page"] else None, one["service"]) for one in entries]
    keys = [key for key in keys if any(key)]
    return TWICE.format("lien") if len(keys) > len(set(keys)) else ""

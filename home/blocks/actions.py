"""Call-to-action blocks: documents to download, a call, a contact."""

import re
from types import SimpleNamespace

from wagtail.blocks import CharBlock, EmailBlock, ListBlock, StructBlock

from home.blocks import addresses
from home.blocks.base import ACTS, Part, title
from home.blocks.pictures import DocumentChooser

PERSONAL = re.compile(r"[a-zà-ÿ]+\.[a-zà-ÿ-]+@", re.IGNORECASE)

GUIDE = SimpleNamespace(
    title="Guide de l’organisme candidat",
    url="#documents",
    file_extension="pdf",
    file_size=482_000,
    is_downloadable=True,
)


class File(StructBlock):
    """A document and the reason to download it."""

    document = DocumentChooser(label="document")
    note = CharBlock(label="note", required=False, max_length=200)

    class Meta:
        label, icon = "Document", "doc-full"


class Documents(Part):
    """Documents to download, with format and size."""

    title = title()
    documents = ListBlock(File(), label="documents", min_num=1)

    class Meta:
        label, icon, group = "Documents", "doc-full-inverse", ACTS
        template = "home/blocks/documents.html"
        description = "Des fichiers à télécharger, avec leur format et leur poids."
        preview_value = {
            "title": "À télécharger",
            "documents": [{"document": GUIDE, "note": "À lire avant de candidater."}],
        }


class Call(Part):
    """Call to action: one button, to a page of the site or a URL."""

    title = CharBlock(label="titre", max_length=120)
    text = CharBlock(label="texte", required=False, max_length=300)
    label = addresses.label()
    page = addresses.page()
    address = addresses.address()

    def problems(self, value):
        return addresses.problems(value)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"url": addresses.url_of(value)}

    class Meta:
        label, icon, group = "Appel à agir", "link", ACTS
        template = "home/blocks/call.html"
        description = "Une invitation et son bouton."
        preview_value = {
            "title": "Une attestation vous paraît fausse\u00a0?",
            "text": "Donnez son numéro\u00a0: la réponse est immédiate.",
            "label": "Vérifier une attestation",
            "page": None,
            "address": "/verifier/",
        }


class Contact(Part):
    """Contact: a service, never a person's own address."""

    title = CharBlock(label="titre", max_length=120, default="Contact")
    who = CharBlock(label="qui répond", max_length=160, help_text="Une fonction ou un service.")
    email = EmailBlock(label="courriel", required=False, help_text="L’adresse d’un service.")
    phone = CharBlock(label="téléphone", required=False, max_length=30)
    hours = CharBlock(label="horaires", required=False, max_length=160)

    def problems(self, value):
        if PERSONAL.match(value["email"] or ""):
            return {"email": "Donnez l’adresse d’un service plutôt que celle d’une personne."}
        if not (value["email"] or value["phone"]):
            return {"email": "Donnez un courriel ou un téléphone."}
        return {}

    class Meta:
        label, icon, group = "Contact", "mail", ACTS
        template = "home/blocks/contact.html"
        description = "Qui répond, et comment."
        preview_value = {
            "title": "Contact",
            "who": "Le référent label",
            "email": "label@qualihlm.example",
            "phone": "01 99 00 00 00",
            "hours": "du lundi au vendredi, de 9\u00a0h à 17\u00a0h",
        }

"""Inline panels shared by page types: a dated fact, a titled text, a question, a document."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

SIMPLE = ["bold", "ol", "ul", "link", "document-link"]


class Event(blocks.StructBlock):
    """A line of the history."""

    date = blocks.CharBlock(label="date", max_length=40, help_text="Comme 2003, ou juin 2017.")
    title = blocks.CharBlock(label="titre", max_length=120)
    text = blocks.TextBlock(label="texte")
    source = blocks.CharBlock(label="source", required=False, max_length=200, search_index=False)

    class Meta:
        icon = "date"
        label = "date"


class Titled(blocks.StructBlock):
    """A title and its sentence."""

    title = blocks.CharBlock(label="titre", max_length=120)
    text = blocks.TextBlock(label="texte")
    source = blocks.CharBlock(label="source", required=False, max_length=200, search_index=False)

    class Meta:
        icon = "doc-full"
        label = "point"


class Question(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(label="question", max_length=200)
    answer = blocks.RichTextBlock(label="réponse", features=SIMPLE)

    class Meta:
        icon = "help"
        label = "question"


class FiledDocument(blocks.StructBlock):
    """A public document, with what to know of it."""

    document = DocumentChooserBlock(label="document")
    note = blocks.CharBlock(label="précision", required=False, max_length=200)

    class Meta:
        icon = "doc-full-inverse"
        label = "document"


class Shelf(blocks.StructBlock):
    """Documents of one kind."""

    title = blocks.CharBlock(label="sorte de documents", max_length=120)
    documents = blocks.ListBlock(FiledDocument(), label="documents")

    class Meta:
        icon = "folder-open-inverse"
        label = "rayon"

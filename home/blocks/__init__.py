"""StreamField blocks of written pages: one class, one template and one preview each."""

from wagtail.blocks import StreamBlock

from home.blocks import words
from home.blocks.actions import Call, Contact, Documents
from home.blocks.listing import Events, Organisms, Practices
from home.blocks.loading import gather
from home.blocks.numbers import Figures, Map, PracticeFigures, Steps
from home.blocks.pictures import Gallery, Picture, Video
from home.blocks.reading import PageData
from home.blocks.tables import Table
from home.blocks.words import Accordion, Quote

BODY = [
    ("text", words.text()),
    ("quote", Quote()),
    ("accordion", Accordion()),
    ("table", Table()),
    ("picture", Picture()),
    ("gallery", Gallery()),
    ("video", Video()),
    ("figures", Figures()),
    ("steps", Steps()),
    ("map", Map()),
    ("organisms", Organisms()),
    ("practices", Practices()),
    ("practice_figures", PracticeFigures()),
    ("events", Events()),
    ("documents", Documents()),
    ("call", Call()),
    ("contact", Contact()),
]


class Body(StreamBlock):
    """Body of a page: the rows that its blocks name are loaded before they are rendered."""

    def render(self, value, context=None):
        with gather(value):
            return super().render(value, context)

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"page_data": PageData()}

    class Meta:
        template = "home/blocks/body.html"

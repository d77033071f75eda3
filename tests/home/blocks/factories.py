"""Factories of images, documents and pages with blocks."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection

from home.models import ContentPage, PortalDocument, PortalImage


def collection():
    """The root of the files: a database made without migrations has none."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


def make_image(name="hall.jpg", size=(60, 45), colour="teal", **more):
    content = BytesIO()
    Image.new("RGB", size, colour).save(content, "PNG" if name.endswith("png") else "JPEG")
    file = ContentFile(content.getvalue(), name)
    image = PortalImage(title="Hall", file=file, collection=collection(), **more)
    image._set_image_file_metadata()  # as the form of the CMS does
    image.save()
    return image


def make_document(name="guide.pdf", title="Guide", content=b"%PDF-1.7 essai"):
    return PortalDocument.objects.create(
        title=title,
        collection=collection(),
        file=ContentFile(content, name),
        file_size=len(content),
    )


def make_page(home, slug="campagne", body=(), **more):
    return home.add_child(
        instance=ContentPage(title="Campagne", slug=slug, intro="", body=list(body), **more)
    )

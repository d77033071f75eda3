"""Sizes of a picture that somebody sent: a card cropped around its focus, a picture of a page; WebP and AVIF."""

from io import BytesIO

from django.db import models
from django.db.models import Q
from django.http import Http404
from PIL import Image, ImageOps, features

from portal.documents.actions import made, store
from portal.documents.models import Confidentiality, StoredFile

KIND = "picture-size"
CARD = (640, 480)  # pixels: the frame of the drawn covers
PAGE = (960, 960)  # pixels at most
HEAVIEST = 150_000  # bytes of what a page shows
FORMATS = {  # Pillow's name, its options, the qualities tried until it is light enough
    "webp": ("WEBP", {"method": 6}, (76, 62, 48, 34)),
    "avif": ("AVIF", {"speed": 6}, (60, 48, 36, 24)),
}
UNREADABLE = (OSError, ValueError, MemoryError, Image.DecompressionBombError)


class SizedPicture(models.Model):
    """What is shown of a picture: made by the worker, public with what holds it; none until then."""

    class Focus(models.TextChoices):
        """What a list keeps of a picture that it crops."""

        CENTRE = "centre", "le centre"
        TOP = "haut", "le haut"
        BOTTOM = "bas", "le bas"
        LEFT = "gauche", "la gauche"
        RIGHT = "droite", "la droite"

    focus = models.CharField(
        "ce que les listes en gardent",
        max_length=6,
        choices=Focus,
        default=Focus.CENTRE,
        db_default=Focus.CENTRE,
    )
    card = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    card_avif = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    page = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    page_avif = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    page_width = models.PositiveSmallIntegerField("largeur", null=True)
    page_height = models.PositiveSmallIntegerField("hauteur", null=True)

    SIZES = ("card", "card_avif", "page", "page_avif", "page_width", "page_height")

    class Meta:
        abstract = True

    def forget_sizes(self):
        """The file or its focus changes: the former sizes are shown no more. The caller saves."""
        for name in self.SIZES:
            setattr(self, name, None)


F = SizedPicture.Focus
CENTRES = {F.TOP: (0.5, 0), F.BOTTOM: (0.5, 1), F.LEFT: (0, 0.5), F.RIGHT: (1, 0.5)}


def sized(name, form):
    """The field of a size, `card` or `page`, in a format of an address. Http404."""
    if form not in FORMATS:
        raise Http404
    return name if form == "webp" else f"{name}_{form}"


def lacking():
    """Q on the pictures whose sizes are to be made, in the formats that this machine writes."""
    lacks_one = Q(card=None)
    return lacks_one | Q(card_avif=None) if "avif" in _written() else lacks_one


def _written():
    return [name for name in FORMATS if features.check(name)]


def drawn(picture):
    """(card, page) of a SizedPicture whose original is `picture.file`. Raises one of UNREADABLE."""
    stored = picture.file
    with stored.file.storage.open(stored.file.name) as opened:
        content = opened.read()
    with Image.open(BytesIO(content)) as read:
        whole = ImageOps.exif_transpose(read).convert("RGB")
    centre = CENTRES.get(picture.focus, (0.5, 0.5))
    card = ImageOps.fit(whole, CARD, Image.Resampling.LANCZOS, centering=centre)
    whole.thumbnail(PAGE, Image.Resampling.LANCZOS)
    return card, whole


def kept(picture, card, page, *, holder):
    """{field: value} of the sizes that the picture lacks, their files stored. Inside the transaction of its lock."""
    found = {"page_width": page.width, "page_height": page.height}
    for form in _written():
        for name, one in (("card", card), ("page", page)):
            field = sized(name, form)
            if getattr(picture, f"{field}_id") is None:
                found[field] = _store(picture, f"{name}-{picture.pk}.{form}", one, holder)
    return found


def _store(picture, name, drawing, holder):
    form = name.rpartition(".")[2]
    return store(
        made(_encoded(drawing, form), name, f"image/{form}"),
        holder=holder,
        by=picture.file.stored_by,
        kind=KIND,
        confidentiality=Confidentiality.PUBLIC,
    )


def _encoded(drawing, form):
    """At the first quality light enough; else at the last one, smaller and smaller."""
    name, options, qualities = FORMATS[form]
    while True:
        for quality in qualities:
            out = BytesIO()
            drawing.save(out, name, quality=quality, **options)
            if out.tell() <= HEAVIEST:
                return out.getvalue()
        drawing = drawing.resize([max(1, side * 3 // 4) for side in drawing.size])
        qualities = qualities[-1:]

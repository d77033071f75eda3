"""Specimens of the reserved resources: a small picture, hatched, that anybody recognises and nobody can use."""

from io import BytesIO

from PIL import Image, ImageDraw

from labelling.kit.models import AssetVersion

SIZE = (320, 214)  # pixels: two thirds of the preview that it is made of
STEP, WIDTH = 26, 5
INK = (120, 120, 120, 130)


def preview_of(slug, number):
    """The preview of a version in force of a resource that is offered under a licence, or None."""
    rows = AssetVersion.objects.filter(
        asset__slug=slug, asset__state="offered", asset__licence_required=True, state="in_force"
    )
    version = rows.exclude(preview=None).filter(number=number).select_related("preview").first()
    is_shown = version and version.preview.is_downloadable
    return version.preview if is_shown else None


def draw(stored):
    """WebP of the specimen of a stored preview."""
    with stored.file.storage.open(stored.file.name) as opened:
        content = opened.read()
    with Image.open(BytesIO(content)) as picture:
        small = picture.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(small, "RGBA")
    width, height = SIZE
    for start in range(-height, width, STEP):
        pen.line([(start, height), (start + height, 0)], fill=INK, width=WIDTH)
    out = BytesIO()
    small.save(out, "WEBP", quality=60, method=6)
    return out.getvalue()

"""Image sanitising: decoded and written anew, upright, RGB, without EXIF or GPS."""

from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from portal.inspection.refusals import Refusal

MEGAPIXELS = 40
PLAIN = {
    "PNG": {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"},
    "JPEG": {"L", "RGB"},
    "WEBP": {"RGB", "RGBA"},
    "AVIF": {"RGB", "RGBA"},
}
SAVING = {
    "PNG": {},
    "JPEG": {"quality": 90},
    "WEBP": {"quality": 90},
    "AVIF": {"quality": 85},
}
LARGE = 4_000_000  # pixels beyond which a picture is written fast rather than small
FAST = {"PNG": {"compress_level": 1}, "WEBP": {"method": 2}, "AVIF": {"speed": 10}}


def png(content):
    return _rewritten(content, "PNG", ("PNG",))


def jpeg(content):
    """A phone's MPO is a JPEG with a second view behind it; the first one is kept."""
    return _rewritten(content, "JPEG", ("JPEG", "MPO"))


def webp(content):
    return _rewritten(content, "WEBP", ("WEBP",))


def avif(content):
    """For the pictures of the site alone: a piece of evidence must open on any computer."""
    return _rewritten(content, "AVIF", ("AVIF",))


def _rewritten(content, form, readable):
    """The bytes of a clean image of the same form. Pillow's failures are the sender's file."""
    try:
        image = Image.open(content, formats=readable)
        _measure(*image.size)
        image.load()
        ImageOps.exif_transpose(image, in_place=True)  # no second copy of 160 MB
        image = _plain(image, form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        pixels = f"plus de {MEGAPIXELS}"
        raise Refusal("too_many_pixels", pixels=pixels, limit=MEGAPIXELS) from error
    except Refusal:
        raise
    except Exception as error:
        raise Refusal("damaged") from error
    return _written(image, form)


def _written(image, form):
    """An encoder has limits of its own, which a picture of noise may meet."""
    out, many = BytesIO(), image.width * image.height
    try:
        image.save(out, form, **SAVING[form] | (FAST.get(form, {}) if many > LARGE else {}))
    except ValueError as error:
        raise Refusal("too_heavy") from error
    return out.getvalue()


def _measure(width, height):
    if width * height > MEGAPIXELS * 1_000_000:
        raise Refusal("too_many_pixels", pixels=-(-width * height // 1_000_000), limit=MEGAPIXELS)


def _plain(image, form):
    """Without any metadata, in a mode that every browser shows, in sRGB colours."""
    see_through = image.info.get("transparency")
    image = _in_srgb(image)
    if image.mode not in PLAIN[form]:
        clear = form != "JPEG" and (
            image.has_transparency_data or image.mode in {"LA", "PA", "La", "RGBa"}
        )
        image = image.convert("RGBA" if clear else "RGB")
    image.info.clear()
    if see_through is not None and form == "PNG" and image.mode in {"P", "L", "RGB"}:
        image.info["transparency"] = see_through
    return image


def _in_srgb(image):
    """A CMYK or wide-gamut image keeps its colours; a broken profile is ignored."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image

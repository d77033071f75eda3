"""Names of files derived from sentences: « IMG_0042.jpg » describes nothing."""

import re
from pathlib import PurePath

EXTENSION = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|heic|bmp)$", re.IGNORECASE)
CAMERA = re.compile(r"(?:img|dsc[nf]?|dscf|pict?|image|photo|capture|screenshot|scan)?\s*\d[\d\s]*")


def plain(text):
    """Normalised name: « IMG_0042.jpg » and « img 0042 » are the same."""
    return " ".join(re.split(r"[\W_]+", EXTENSION.sub("", text.strip()).lower())).strip()


def is_file_name(text, image=None):
    """Whether `text` is a file name: this image's, or a camera's."""
    if EXTENSION.search(text.strip()) or CAMERA.fullmatch(plain(text)):
        return True
    if image is None:
        return False
    return plain(text) == plain(PurePath(image.file.name).name)

"""PDF worker script: renders a document, or one of its pages, in a child of the pool (`portal.sandbox.child`)."""

import sys
from pathlib import Path

import weasyprint

sys.path.insert(
    0, str(Path(__file__).parents[3])
)  # the pool starts it isolated, without our own modules

from portal.sandbox import child


def draw(source, target, thousandths="1000"):
    """HTML to a tagged PDF/UA-1, at this scale: an A4 page drawn at 1,414 thousandths is an A3 one."""
    html = source.read().decode("utf-8")
    fetcher = weasyprint.URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    zoom = int(thousandths) / 1000
    target.write(document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, zoom=zoom))


def paint(source, target, width, number="0"):
    """A page of a PDF to a PNG, the first one by default; what the page leaves bare stays transparent.

    PDFium bears one thread: here it has a process.
    """
    import pypdfium2  # noqa: PLC0415 -- a drawing does without

    page = pypdfium2.PdfDocument(source.read())[int(number)]
    bitmap = page.render(scale=int(width) / page.get_width(), fill_color=(255, 255, 255, 0))
    bitmap.to_pil().save(target, "PNG", optimize=True)


def warm_up():
    """Libraries and fonts are found once for all children."""
    import pypdfium2  # noqa: F401, PLC0415 -- as above

    weasyprint.HTML(string='<html lang="fr"><title>x</title>').write_pdf()


if __name__ == "__main__":
    child.main({"draw": draw, "paint": paint}, warm_up)

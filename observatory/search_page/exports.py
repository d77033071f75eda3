"""Export of search results: those ticked, or the whole search up to a limit that the page says."""

from django.conf import settings

from labelling import public as labelling
from observatory.practices import querysets
from observatory.search_page import engines
from observatory.search_page.parsing import read_picked
from portal.core import clock
from portal.core.csv_sheets import sheet
from portal.documents import pdf
from portal.ui import words

CSV_MOST, PDF_MOST = 500, 30  # practices
PDF = "observatory/search_page/selection.pdf.html"
HEAD = (
    "titre",
    "organisme",
    "famille",
    "region",
    "logements",
    "themes",
    "resume",
    "annee_debut",
    "maturite",
    "budget",
    "avec_locataires",
    "verifiee_en_audit",
    "reprises",
    "publiee_le",
    "a_relire_avant",
    "licence",
    "contact_fonction",
    "contact_courriel",
    "adresse",
    "inventee",
)


def selection(query, state, most):
    """Practices of a file, in order, without those no longer public (G05)."""
    if "fiche" in query:
        picked = read_picked(query)
        rows = {row.slug: row for row in engines.public().filter(slug__in=picked)}
        return querysets.mark([rows[slug] for slug in picked if slug in rows])
    hits = engines.search(state.question(page=1, size=most)).hits
    return engines.practices([hit.pk for hit in hits])


def table(practices):
    """CSV: by BR-86, the contact is a function and no person is named."""
    titles = dict(labelling.themes())
    return sheet(HEAD, (_line(one, titles) for one in practices))


def _line(one, titles):
    organism = one.organism
    return (
        one.title,
        organism.name,
        organism.family,
        organism.region_name,
        organism.homes or None,
        ", ".join(titles[code] for code in one.themes if code in titles),
        one.summary,
        one.year_started,
        one.get_maturity_display(),
        one.get_budget_band_display(),
        one.with_tenants,
        one.is_verified,
        one.reuse_count,
        one.published_on,
        one.review_due_on,
        one.reuse_licence,
        one.contact_function,
        one.contact_email,
        address(one),
        one.is_demo,
    )


def address(practice):
    return settings.PORTAL_ADDRESS + practice.get_public_url()


def document(practices, said):
    """PDF of some practices, a few lines each; raises `pdf.Failed`."""
    rows = [{"practice": one, "address": address(one)} for one in practices]
    context = {"rows": rows, "today": clock.today()}
    return pdf.render(PDF, context, title=f"Bonnes pratiques{said}")


def describe_scope(state, *, is_ticked):
    """Subtitle of the PDF: the search, or « votre sélection »."""
    if is_ticked:
        return "\u00a0: votre sélection"
    return f" pour «\u00a0{state.text}\u00a0»" if state.text else ""


def name(extension):
    """« pratiques-2026-11-24.csv »: without the words searched."""
    return f"pratiques-qualihlm-{clock.today().isoformat()}.{extension}"


def limits():
    """Limits of the files, said on the page."""
    return {"csv_most": words.number(CSV_MOST), "pdf_most": words.number(PDF_MOST)}

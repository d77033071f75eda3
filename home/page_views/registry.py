"""Public pages whose views are counted, by name of URL: each with its section, and the titles of those that exist.

A law (tests/home/page_views/test_public_pages.py) reads it beside the public addresses of the portal.
"""

from django.db.models import Q
from wagtail.models import Page

from community.public import public_questions
from home.letter.pages import sent_issues
from home.page_views.models import ViewedPage
from home.regions.views import by_slug
from home.site_map import tree
from labelling import public
from observatory.public import public_selections, published_practices, published_trophies

Section = ViewedPage.Section
ALONE = {  # an address without argument: (section, title)
    "home:alert": (Section.NEWS, "Être prévenu par courriel"),
    "home:apply": (Section.LABEL, "Je candidate"),
    "home:framework": (Section.LABEL, "Cadre d’évaluation"),
    "home:letter": (Section.NEWS, "La lettre"),
    "home:letter_archive": (Section.NEWS, "Les lettres envoyées"),
    "home:questions": (Section.LABEL, "Questions et réponses"),
    "home:regions": (Section.NEWS, "Le label par région"),
    "labelling:admission_ask": (Section.LABEL, "Demander un espace"),
    "labelling:candidate_ask": (Section.LABEL, "Devenir auditeur"),
    "labelling:complaint_write": (Section.TENANTS, "Adresser une réclamation"),
    "labelling:directory": (Section.DIRECTORY, "Annuaire des organismes"),
    "labelling:directory_data": (Section.DIRECTORY, "Données ouvertes de l’annuaire"),
    "labelling:directory_figures": (Section.DIRECTORY, "Chiffres de l’annuaire"),
    "labelling:enquiry_write": (Section.SITE, "Écrire au label"),
    "labelling:kit": (Section.LABEL, "Kit de communication"),
    "labelling:misuse_report": (Section.TENANTS, "Signaler un usage du label"),
    "labelling:published_reports": (Section.LABEL, "Bilans annuels"),
    "labelling:verify_form": (Section.DIRECTORY, "Vérifier une attestation"),
    "observatory:figures": (Section.PRACTICES, "Chiffres de l’observatoire"),
    "observatory:list": (Section.PRACTICES, "Observatoire des bonnes pratiques"),
    "observatory:map": (Section.PRACTICES, "Carte des pratiques"),
    "observatory:selections": (Section.PRACTICES, "Sélections de pratiques"),
    "observatory:trophy_years": (Section.PRACTICES, "Trophées"),
}


def last(path):
    """« bretagne » of « /partenaires/regions/bretagne/ »."""
    return path.rstrip("/").rpartition("/")[2]


def _organisms(words):
    return public.directory_names(words)


def _practices(words):
    return dict(published_practices().filter(slug__in=words).values_list("slug", "title"))


def _selections(words):
    rows = public_selections().filter(slug__in=words)
    return {slug: f"Sélection\u00a0: {title}" for slug, title in rows.values_list("slug", "title")}


def _trophies(words):
    years = published_trophies().filter(year__in=[one for one in words if one.isdecimal()])
    return {str(year): f"Trophées {year}" for year in years.values_list("year", flat=True)}


def _regions(words):
    return {slug: f"Le label en région\u00a0: {name}" for slug, (_, name) in by_slug().items()}


def _questions(words):
    return dict(public_questions().filter(slug__in=words).values_list("slug", "title"))


def _themes(words):
    return {code.lower(): f"Cadre d’évaluation\u00a0: {title}" for code, title in public.themes()}


def _series(words):
    return {name: f"Chiffre\u00a0: {title}" for name, title in public.series_titles()}


def _reports(words):
    return {str(one[0].year): f"Bilan {one[0].year}" for one in public.published_reports()}


def _letters(words):
    return {f"{one.month:%Y-%m}": f"La lettre, {one.month:%m/%Y}" for one, _ in sent_issues()}


NAMED = {  # an address whose last word names a thing: (section, titles of those that are public)
    "home:framework_theme": (Section.LABEL, _themes),
    "home:letter_read": (Section.NEWS, _letters),
    "home:press_series": (Section.NEWS, _series),
    "home:question": (Section.LABEL, _questions),
    "home:region": (Section.NEWS, _regions),
    "labelling:directory_organism": (Section.DIRECTORY, _organisms),
    "labelling:published_report": (Section.LABEL, _reports),
    "observatory:practice": (Section.PRACTICES, _practices),
    "observatory:selection": (Section.PRACTICES, _selections),
    "observatory:trophy_results": (Section.PRACTICES, _trophies),
}
SITE = "wagtail_serve"
COUNTED = frozenset({*ALONE, *NAMED, SITE})
OF_THE_MAP = {
    "Le label": Section.LABEL,
    "Locataires": Section.TENANTS,
    "Ce qui se passe": Section.NEWS,
    "Le site": Section.SITE,
}
BY_FIRST_WORD = {
    word: OF_THE_MAP[title] for title, words in tree.SECTIONS for word in words.split()
}


def described(name, paths):
    """{path: (section, title)} of those of these paths that are public pages today."""
    if name == SITE:
        return _site(paths)
    if name in ALONE:
        return dict.fromkeys(paths, ALONE[name])
    section, titles = NAMED[name]
    by_word = {last(path): path for path in paths}
    found = titles(set(by_word))
    return {path: (section, found[word]) for word, path in by_word.items() if word in found}


def _site(paths):
    """Pages of the CMS that are on line and that nothing closes."""
    # The slug of the home is not in its address.
    named = Q(slug__in={last(path) for path in paths}) | Q(depth=2)
    rows = Page.objects.filter(named, depth__gte=2)
    told = tree.for_all(rows).values_list("url_path", "title")
    found = {tree.address(url_path): title for url_path, title in told}
    return {path: (_section(path), found[path]) for path in paths if path in found}


def _section(path):
    word = path.split("/")[1]
    return BY_FIRST_WORD.get(word, Section.NEWS) if word else Section.FRONT

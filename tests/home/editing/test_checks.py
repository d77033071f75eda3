"""Checks of a text before publication: one sentence a problem, none for a correct text."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home import checks
from home.checks import fields as completeness
from home.checks.addresses import SENTENCE, is_personal
from home.models import ContentPage, PortalDocument
from tests.home.editing.conftest import said, text_of

pytestmark = pytest.mark.django_db
NB = "\u00a0"


def vague(words):
    return f"le lien «{NB}{words}{NB}» ne dit pas où il mène. Donnez-lui le nom de la page ouverte."


def leads(where):
    return f"le lien «{NB}Le guide{NB}» mène {where.format(NB)}"


def page(*texts, **fields):
    body = json.dumps([{"type": "text", "value": text} for text in texts])
    return ContentPage(title="Essai", slug="essai", body=body, **fields)


def sentences(*texts, **fields):
    return [sentence for _field, sentence in checks.problems(page(*texts, **fields))]


def test_a_text_in_order_has_no_fault(cast):
    document = PortalDocument.objects.create(title="Charte", file="documents/charte.pdf")
    assert sentences(
        f'<h2>Un</h2><h3>Deux</h3><p>Voir <a linktype="page" id="{cast.page.pk}">la page</a>, '
        f'<a linktype="document" id="{document.pk}">la charte (PDF)</a>, '
        '<a href="/annuaire/">l’annuaire</a>, <a href="/contact/">le contact</a>, '
        '<a href="#un">le haut de page</a>, <a href="mailto:presse@exemple.fr">la presse</a>, '
        '<a href="https://www.exemple.fr/ailleurs">un autre site</a>.</p><h2>Trois</h2>',
        "<h3>Suite</h3><p>Texte.</p>",
        intro="Écrivez à label@exemple.fr.",
    ) == []  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "<h3>Seul</h3>",
            f"l’intertitre «{NB}Seul{NB}» (niveau 3) vient sans titre de niveau 2 avant lui.",
        ),
        ("<h2> </h2><p>x</p>", "un intertitre est vide. Supprimez-le, ou écrivez-le."),
        ('<a href="/annuaire/">cliquez ici</a>', vague("cliquez ici")),
        ('<a href="/annuaire/">En savoir plus…</a>', vague("En savoir plus…")),
        (
            '<a href="/annuaire/"> </a>',
            "un lien n’a pas de texte. Supprimez-le, ou nommez ce qu’il ouvre.",
        ),
        (
            '<a href="/nulle-part/">Le guide</a>',
            leads("à une adresse absente de ce site{}: /nulle-part/"),
        ),
        (
            '<a href="http://127.0.0.1:8000/rien/">Le guide</a>',
            leads("à une adresse absente de ce site{}: /rien/"),
        ),
        ('<a linktype="page" id="99999">Le guide</a>', leads("à une page absente ou non publiée.")),
        ('<a linktype="document" id="99999">Le guide</a>', leads("à un document supprimé.")),
        (
            '<a href="mailto:Jeanne.Martin@exemple.fr">Jeanne</a>',
            (
                "Jeanne.Martin@exemple.fr est l’adresse d’une personne. Donnez plutôt une adresse de "
                "service (contact@, presse@…)."
            ),
        ),
        (
            '<p style="color:#999">gris</p>',
            (
                "un passage a gardé la mise en forme d’un autre logiciel. Effacez-le, puis collez-le "
                "sans mise en forme (Ctrl+Maj+V)."
            ),
        ),
    ],
)
def test_each_fault_is_named_with_its_place(text, sentence, cast):
    assert sentences("<h2>Un</h2>" if "h3" not in text else "<p>x</p>", text) == [
        f"Bloc 2, Texte{NB}: {sentence}"
    ]


@pytest.mark.parametrize(
    ("address", "is_somebody_s"),
    [
        ("jeanne.martin@exemple.fr", True),
        ("j.martin@exemple.fr", True),
        ("jean-paul.le-gall@exemple.fr", True),
        ("contact@exemple.fr", False),
        ("service.presse@exemple.fr", False),
        ("donnees.personnelles@exemple.fr", False),
        ("martin@exemple.fr", False),
    ],
)
def test_an_address_of_two_words_that_name_no_service_is_somebody_s(address, is_somebody_s):
    assert is_personal(address) is is_somebody_s


def test_links_inside_lists_and_cells_are_read(cast):
    body = [
        {"type": "accordion", "value": {"title": "Questions", "items": [
            {"question": "Où ?", "answer": '<p><a href="/rien/">Le guide</a></p>'}]}},
        {"type": "table", "value": {"caption": "Qui", "head": ["Nom"], "rows": [["p.martin@exemple.fr"]]}},
    ]  # fmt: skip
    found = [s for _f, s in checks.problems(ContentPage(title="x", body=json.dumps(body)))]

    assert found == [
        f"Bloc 1, Questions et réponses, n{NB}1{NB}: {leads('à une adresse absente de ce site{}: /rien/')}",
        f"Bloc 2, Tableau{NB}: {SENTENCE.format('p.martin@exemple.fr')}",
    ]


def test_what_blocks_ask_for_is_told_with_its_place():
    body = [
        {"type": "text", "value": "<p>x</p>"},
        {"type": "video", "value": {"title": "Visite", "is_silent": False, "transcript": ""}},
        {"type": "gallery", "value": {"pictures": [{"image": None, "alt": ""}]}},
        {"type": "table", "value": {"caption": "", "head": [""], "rows": [["x"]]}},
    ]
    found = [s for _f, s in completeness.problems(ContentPage(title="x", body=json.dumps(body)))]

    assert f"Bloc 2, Vidéo{NB}: transcription{NB}: Champ requis." in found
    assert (
        f"Bloc 3, Galerie d’images{NB}: images{NB}: n{NB}1{NB}: image{NB}: Champ requis." in found
    )
    assert f"Bloc 4, Tableau{NB}: Donnez un titre au tableau{NB}: il dit ce qu’on y lit." in found
    assert f"Bloc 4, Tableau{NB}: Donnez un titre à chaque colonne." in found


def test_many_links_cost_no_more_than_one(cast):
    def cost(n):
        links = "".join(
            f'<p><a linktype="page" id="{cast.page.pk + i}">Page {i}</a></p>' for i in range(n)
        )
        with CaptureQueriesContext(connection) as queries:
            checks.problems(page(links))
        return len(queries)

    assert (cost(1), cost(40)) == (1, 1)


DATED = "n’a ni date ni source près de lui"


def test_a_figure_without_date_nor_source_is_pointed_out_and_refuses_nothing():
    figures = {
        "Près de 4,8 millions de logements.": "4,8 millions de logements",
        f"Un parc de 12{NB}480 logements.": f"12{NB}480 logements",
        "85 % des locataires répondent.": "85 %",
        "Le label réunit 132 grands organismes.": "132 grands organismes",
        "Fin 2022, près de 4,8 millions de logements.": None,
        "Selon l’USH, 85 % des locataires répondent.": None,
        "Réponse sous 48 heures, au 01 40 75 78 00.": None,
        "14 rue de la Paix, 75384 Paris. SIREN 784 361 405.": None,
        "QH-L-2024-0002, le 25/01/2016, article 12, 3 locataires.": None,
    }
    written = [page(f"<p>Depuis 2016.</p><p>{text}</p>") for text in figures]
    found = [checks.warnings(one) for one in written]
    cited = [rows[0][1].split("»")[0].split("«")[1].strip() if rows else None for rows in found]

    assert cited == list(figures.values())
    assert [len(rows) for rows in found] == [1 if figure else 0 for figure in figures.values()]
    assert [one for page_ in written for one in checks.problems(page_)] == []


def test_a_date_beside_a_figure_in_its_table_or_its_block_is_enough():
    columns = [{"type": "text", "heading": "Année"}, {"type": "text", "heading": "Parc"}]
    row = {"values": ["2024", "12 480 logements"]}
    table = {"caption": "Parc", "columns": columns, "rows": [row]}
    undated = table | {"rows": [{"values": ["hier", "12 480 logements"]}]}
    quote = {"text": "85 % de clients contents.", "author": "X", "role": "En 2024"}
    bodies = [("table", table), ("table", undated), ("quote", quote)]
    body = json.dumps([{"type": kind, "value": value} for kind, value in bodies])
    found = checks.warnings(ContentPage(title="Essai", slug="essai", body=body))

    assert [sentence.split(NB)[0] for _field, sentence in found] == ["Bloc 2, Tableau"]


def test_an_editor_reads_the_warning_and_publishes_all_the_same(cast):
    body = "<h2>Le label</h2><p>Il réunit 132 organismes.</p>"
    told = said(cast.diane.write(cast.page, "publish", body=body, follow=True))
    screen = said(cast.diane.get(f"/cms/pages/{cast.page.pk}/edit/"))

    assert f"À relire{NB}: Bloc 1, Texte{NB}: «{NB}132 organismes{NB}» {DATED}" in told
    assert "132 organismes" in text_of(cast.page)
    assert "À relire, sans empêcher la publication" in screen


def test_a_link_that_leads_to_the_page_that_holds_it_is_found(cast):
    """By its number, or by its address; an anchor of the page leads somewhere."""
    links = (
        f'<a linktype="page" id="{cast.page.pk}">Le guide</a>',
        '<a href="/une-page/">Le guide</a>',
        '<a href="/une-page/#prix">Le guide</a>',
        '<a href="#prix">Le guide</a>',
    )
    found = []
    for link in links:
        cast.page.body = json.dumps([{"type": "text", "value": f"<h2>Un</h2><p>{link}</p>"}])
        found.append(checks.problems(cast.page))

    assert [bool(one) for one in found] == [True, True, False, False]
    assert "à la page où il est" in found[0][0][1]

"""Visible text of a page: as a browser lays it out, without random parts."""

import pytest

from tests.snapshot.text import mask, normal, regions


def main_of(html):
    return regions(f"<body><main>{html}</main></body>").get("main", [])


@pytest.mark.parametrize(
    "html",
    [
        "<p>Le <b>dossier</b> est déposé.</p>",
        "<p>\n  Le\n  <b>dossier</b>\n  est déposé.\n</p>\n",
        "<p>Le<b> dossier </b>est déposé.</p>",
        "<div><p>Le <b><i>dossier</i></b> est déposé.</p></div>",
    ],
)
def test_the_layout_of_the_source_changes_nothing(html):
    assert main_of(html) == ["Le dossier est déposé."]


def test_a_space_that_a_reader_sees_is_a_difference():
    assert main_of("<p>Le <b>dossier</b>.</p>") == ["Le dossier."]
    assert main_of("<p>Le <b>dossier</b> .</p>") == ["Le dossier ."]
    assert main_of("<p>Le<b>dossier</b>.</p>") == ["Ledossier."]


def test_a_no_break_space_stays_and_takes_its_neighbours():
    assert normal("Motif\u00a0:  reçu") == "Motif\u00a0: reçu"
    assert normal("Motif \u00a0 : reçu") == "Motif\u00a0: reçu"
    assert normal("Motif : reçu") == "Motif : reçu"


def test_blocks_start_a_line_and_inline_tags_do_not():
    assert main_of("<ul><li>Un</li><li>Deux <em>trois</em></li></ul>") == ["Un", "Deux trois"]
    assert main_of("Un<br>deux<button>Trois</button>quatre") == ["Un", "deux", "Trois", "quatre"]


def test_what_is_said_to_those_who_do_not_see_is_text():
    assert main_of('<img alt="Logo"><a href="/x/" aria-label="Ouvrir X">X</a>') == [
        "[alt: Logo][aria-label: Ouvrir X]X ‹/x/›"
    ]


def test_fields_say_their_kind_their_value_and_their_marks():
    html = (
        '<form method="POST" action="/a/"><input type="hidden" name="csrf" value="abc">'
        '<label for="x">Nom</label><input name="x" value="Alice" required>'
        '<input type="checkbox" value="7" checked>'
        '<select><option>Un</option><option selected="">Deux</option></select></form>'
    )
    assert main_of(html) == [
        "[form post /a/]",
        "Nom",
        "[text Alice required]",
        "[checkbox checked]",
        "Un",
        "[choisi] Deux",
    ]


def test_scripts_styles_and_models_of_lines_are_not_seen():
    assert main_of("<script>var a;</script><style>p{}</style><template><p>x</p></template>y") == [
        "y"
    ]


def test_a_drawing_gives_its_title_and_a_paragraph_closed_by_itself_is_read():
    assert main_of("<svg><path d='M0'/><title>Carte</title><text>12</text></svg>") == [
        "Carte",
        "12",
    ]


def test_the_regions_of_a_page_are_kept_apart():
    html = "<head><title>Titre</title></head><body><nav>Menu</nav><main>Corps</main>Pied</body>"
    assert regions(html) == {
        "head": ["Titre"],
        "before": ["Menu"],
        "main": ["Corps"],
        "after": ["Pied"],
    }


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (
            "/espace/fichiers/0b0c1e9e-5a55-4d4c-9a43-9b6d3d7ac1f4/",
            "/espace/fichiers/‹uuid›/",
        ),
        ("Empreinte 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", "Empreinte ‹hex›"),
        ("Clé RPEREKZMRPTMBOI45WKSJ2X6RF64OEWB", "Clé ‹secret›"),
        ("/suivi/eyJhIjoxfQ:1tVx9K:Jd8sZ0pQ_x2/", "/suivi/‹token›/"),
        ("/espace/dossiers/QH-D-2026-0001/", "/espace/dossiers/QH-D-2026-0001/"),
        ("SIREN 000325001 000325002", "SIREN 000325001 000325002"),
        ("/observatoire/isoler-la-tour-des-lilas-en-site-occupe/",) * 2,
    ],
)
def test_what_is_drawn_by_lot_is_masked_and_nothing_else(text, masked):
    assert mask(text) == masked

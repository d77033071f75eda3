"""Frame components: escaping, tiles, actions, steps, pagination, sortable columns."""

import datetime as dt
import re
from types import SimpleNamespace as Sample

import pytest
from django.test import RequestFactory

from portal.core import clock
from portal.web.pagination import Paginator
from tests.portal.ui.test_components import NBSP, TODAY, draw, text_of


def test_what_people_type_is_escaped_in_every_frame():
    html = draw(
        "{% badge x %}{% card title=x %}{{ x }}{% endcard %}{% page_title x lead=x %}{{ x }}{% endpage_title %}"
        "{% facts %}{% fact x %}{{ x }}{% endfact %}{% endfacts %}{% trail x x x %}{% button x %}",
        x="<b>&",
    )

    assert "<b>&" not in html
    assert html.count("&lt;b&gt;&amp;") == 12


def test_a_text_over_several_lines_is_one_line_escaped_once_with_its_no_break_spaces():
    template = (
        "{% text as lead %}\n  Un{{ n }}mot\n  « {{ x }} »\n{% endtext %}[{{ lead }}]"
        "{% page_title x lead=lead %}{% endpage_title %}"
    )
    html = draw(template, x="<b>&", n=NBSP)

    assert html.startswith(f"[Un{NBSP}mot « &lt;b&gt;&amp; »]")
    assert f"Un{NBSP}mot « &lt;b&gt;&amp; »</p>" in html


def test_the_title_of_a_shared_link_is_one_line():
    html = draw(
        "{% heading %}Dossier\n    « {{ x }} »\n{% endheading %}[{% heading_again %}]", x='"'
    )

    assert html.endswith("[Dossier « &quot; »]")


def test_the_title_of_a_page_leaves_the_variables_of_its_view_as_they_are():
    html = draw("{% heading %}Le titre{% endheading %}[{{ heading }}]", heading="dit par la vue")

    assert html == "Le titre[dit par la vue]"


def test_a_fact_keeps_its_markup_and_says_when_it_is_missing():
    html = draw(
        '{% fact "Fin" %}{% day d %}{% endfact %}{% fact "Mention" %}{% endfact %}',
        d=dt.date(2027, 6, 14),
    )

    assert '<time datetime="2027-06-14">' in html
    assert text_of(html) == f"Fin 14{NBSP}juin 2027 Mention non renseigné".replace(NBSP, " ")


def test_tiles_are_laid_and_said_in_words():
    html = draw('{% tiles 9 12 "pièce|pièces" %}')

    assert (html.count("<i data-on>"), html.count("<i>")) == (9, 3)
    assert text_of(html) == "9 pièces sur 12"
    assert "6\u00a0sur\u00a06</b>" in draw("{% tiles 6 6 %}")


def test_many_tiles_stand_for_a_share_and_the_last_waits_for_the_end():
    assert draw("{% tiles 311 312 %}").count("<i data-on>") == 9
    assert draw("{% tiles 312 312 %}").count("<i data-on>") == 10


def test_nothing_to_count_lays_no_tile():
    assert text_of(draw('{% tiles 0 0 "pièce|pièces" %}')) == "0 pièce sur 0"


def test_a_closed_act_keeps_its_button_with_the_reason_and_the_link_that_mends():
    missing = Sample(
        label="Lettre signée", is_met=False, mend="/lettre/", mend_label="Signer la lettre"
    )
    html = draw(
        '{% act_panel title="Déposer" action="Déposer" url="/deposer/" conditions=rows %}',
        rows=[missing],
    )

    assert 'aria-disabled="true" aria-describedby="acte-pourquoi"' in html
    assert "/deposer/" not in html
    assert 'href="/lettre/"' in html
    assert "Possible dès que la condition est remplie." in text_of(html)


def test_an_open_act_is_one_filled_button():
    html = draw('{% act_panel title="Déposer" action="Déposer" url="/deposer/" %}')

    assert '<a class="button" href="/deposer/">Déposer</a>' in html


def test_a_thing_in_other_hands_says_whose():
    with clock.at(TODAY):
        html = draw(
            "{% act_panel thing=thing %}",
            thing=Sample(hand="le référent label", due_on=dt.date(2026, 12, 4)),
        )

    assert (
        "La main est au référent label · promis pour le 4 décembre 2026, dans 10 jours"
        in text_of(html)
    )


def test_the_steps_say_their_state_to_those_who_do_not_see_colours():
    rows = [
        Sample(label="Dépôt", is_done=True),
        Sample(label="Audit", is_current=True),
        Sample(label="Comité"),
    ]

    assert text_of(draw("{% steps rows %}", rows=rows)) == (
        "Dépôt : étape faite 2 Audit : étape en cours 3 Comité : à venir"
    )


def test_steps_that_nobody_is_taking_have_no_state():
    """The path told to the public is no dossier’s: nothing of it is « à venir »."""
    rows = [{"label": "Candidature", "note": "Ouverte"}, {"label": "Label", "note": ""}]

    assert text_of(draw("{% steps rows %}", rows=rows)) == "1 Candidature Ouverte 2 Label"


def test_pagination_keeps_the_filters_of_the_address():
    request = RequestFactory().get("/annuaire/", {"region": "Bretagne", "page": "2"})
    html = draw("{% pagination page %}", request, page=Paginator(range(60), 20).page(2))

    assert re.findall(r'href="([^"]+)"', html) == [
        f"?region=Bretagne&amp;page={n}" for n in (1, 1, 2, 3, 3)
    ]
    assert html.count("aria-current") == 1


def test_one_page_needs_no_pagination():
    assert (
        draw("{% pagination page %}", RequestFactory().get("/"), page=Paginator([1], 20).page(1))
        == ""
    )


@pytest.mark.parametrize(
    ("asked", "order", "address"),
    [
        ("", "ascending", "-nom"),
        ("nom", "ascending", "-nom"),
        ("-nom", "descending", "nom"),
        ("taille", "", "nom"),
    ],
)
def test_a_sort_header_turns_its_order_over(asked, order, address):
    request = RequestFactory().get("/annuaire/", {"tri": asked, "page": "3"} if asked else {})
    html = draw('{% sort_header "Organisme" "nom" is_default=True %}', request)

    assert f'href="?tri={address}"' in html
    assert (f'aria-sort="{order}"' in html) == bool(order)


def test_an_act_that_nobody_waits_for_stands_folded_and_is_never_one_s_turn():
    def offer(label, tone="", conditions=(), is_awaited=True):
        transition = Sample(label=label, tone=tone, is_awaited=is_awaited)
        return Sample(transition=transition, url="/x/", conditions=conditions, is_open=True)

    def decided(is_met):
        return [Sample(label="Décidé", is_met=is_met, problems=())]

    away = offer("Retirer la fiche", "danger", is_awaited=False)
    thing = Sample(hand="le référent label", due_on=None)
    panel = "{% act_panel offers thing %}"

    alone = draw(panel, offers=[away], thing=thing)
    assert text_of(alone) == (
        "La main est au référent label Rien à faire de votre côté Autres actes Retirer la fiche"
    )
    assert alone.index("<summary>Autres actes</summary>") < alone.index("Retirer la fiche")
    assert text_of(draw(panel, offers=[away, offer("Relire")], thing=thing)).startswith(
        "La main est à vous Relire"
    )
    turns = [
        "La main est à vous Refuser" in text_of(draw(panel, offers=[refusal], thing=thing))
        for refusal in (
            offer("Refuser", "danger", decided(True)),
            offer("Refuser", "danger", decided(False)),
        )
    ]
    assert turns == [True, False]


def test_what_nobody_holds_says_no_turn():
    thing = Sample(hand="personne", due_on=None)

    assert text_of(draw("{% act_panel thing=thing %}", thing=thing)) == "Rien à faire de votre côté"

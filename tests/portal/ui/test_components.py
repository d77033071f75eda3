"""Components: French words, refused typing errors, forms that say what to correct."""

import datetime as dt
import re
from functools import partial

import pytest
from django import forms
from django.template import TemplateSyntaxError, engines
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from portal.core import clock
from portal.ui import icons, words
from portal.ui.drawing import draw as component
from portal.workflow import WORKFLOWS
from tests.markup import tidy

TODAY = dt.datetime(2026, 11, 24, 14, 32)
NBSP = "\u00a0"


def draw(text, request=None, **context):
    template = engines["django"].from_string(text)
    return tidy(template.render(context | ({"request": request} if request else {})))


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        (12480, None, f"12{NBSP}480"),
        (74.25, None, "74,25"),
        (74.26, 1, "74,3"),
        (0, None, "0"),
        (-3, None, "−3"),
        (None, None, "non renseigné"),
    ],
)
def test_numbers_are_written_in_french(value, decimals, said):
    assert words.number(value, decimals) == said


def test_the_plural_begins_at_two():
    said = [words.count(n, "pièce", "pièces") for n in (0, 1, 1.5, 2)]

    assert said == [f"0{NBSP}pièce", f"1{NBSP}pièce", f"1,5{NBSP}pièce", f"2{NBSP}pièces"]


def test_the_first_of_a_month_is_premier():
    assert words.day(dt.date(2026, 12, 1), weekday=True) == f"mardi 1er{NBSP}décembre 2026"
    assert words.day(dt.date(2026, 7, 14), short=True) == f"14{NBSP}juil.{NBSP}2026"


def test_an_instant_is_said_in_paris():
    assert (
        words.moment(dt.datetime(2026, 7, 1, 22, 5, tzinfo=dt.UTC))
        == f"2{NBSP}juillet 2026, 0{NBSP}h{NBSP}05"
    )


def test_an_instant_is_valid_html():
    """At most three digits after the second: none is enough."""
    at = dt.datetime(2026, 7, 1, 22, 5, 9, 123456, tzinfo=dt.UTC)

    assert '<time datetime="2026-07-01T22:05:09+00:00">' in draw("{% moment at %}", at=at)


@pytest.mark.parametrize(
    ("date", "said", "tone"),
    [
        ((2026, 11, 22), f"2{NBSP}jours de retard", "danger"),
        ((2026, 11, 24), "aujourd’hui", "warn"),
        ((2026, 11, 25), "demain", "warn"),
        ((2026, 11, 26), f"dans 2{NBSP}jours", "warn"),
        ((2026, 11, 27), f"dans 3{NBSP}jours", ""),
        ((2026, 12, 15), f"dans 3{NBSP}semaines", ""),
        ((2027, 6, 14), f"dans 7{NBSP}mois", ""),
        ((2029, 12, 1), f"dans 3{NBSP}ans", ""),
    ],
)
def test_a_due_date_says_its_distance_and_how_pressing_it_is(date, said, tone):
    with clock.at(TODAY):
        assert words.lateness(dt.date(*date)) == (said, tone)


def test_two_working_days_reach_over_a_week_end():
    with clock.at(dt.datetime(2026, 11, 27, 9)):  # a Friday: Tuesday is two working days away
        assert words.lateness(dt.date(2026, 12, 1)) == (f"dans 4{NBSP}jours", "warn")


def test_an_unknown_argument_raises():
    with pytest.raises(TemplateSyntaxError):
        draw('{% card titel="Dates" %}{% endcard %}')


@pytest.mark.parametrize(
    "text",
    [
        '{% badge "x" "red" %}',
        '{% button "x" kind="big" %}',
        '{% icon "unicorn" %}',
        '{% mark "pink" %}',
    ],
)
def test_a_word_that_nobody_defined_raises(text):
    with pytest.raises((ValueError, KeyError)):
        draw(text)


def test_every_state_of_every_table_is_drawn_with_its_icon_and_its_word():
    for model in WORKFLOWS:
        for member in model.State:
            badge = draw("{% state_badge one %}", one=member)
            assert icons.svg(member.icon) in badge
            assert f'data-tone="{member.tone}"' in badge
            assert badge.endswith(f"{conditional_escape(member.label)}</span>")


class MeetingForm(forms.Form):
    held_on = forms.DateField(label="Date", help_text="Par exemple 06/10/2026")
    guests = forms.MultipleChoiceField(
        label="Invités", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label="Note", required=False)
    once = forms.CharField(widget=forms.HiddenInput)


def test_a_form_names_its_corrections_first_with_links_to_the_controls():
    html = draw("{{ form }}", form=MeetingForm({"held_on": "31/11/2026", "once": "k"}))

    assert "2 corrections avant d’enregistrer" in html
    assert (
        html.index('href="#id_held_on"') < html.index('href="#id_guests_0"') < html.index("<input")
    )
    assert 'id="id_guests_0"' in html


def test_a_field_reads_label_hint_error_control():
    html = draw("{% field form.held_on %}", form=MeetingForm({"held_on": "31/11/2026"}))
    parts = [
        '<label for="id_held_on">',
        'id="id_held_on_helptext"',
        'id="id_held_on_error"',
        "<input",
    ]

    assert sorted(parts, key=html.index) == parts
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_held_on_helptext id_held_on_error"' in html


def test_what_was_typed_is_kept():
    assert 'value="31/11/2026"' in draw("{{ form }}", form=MeetingForm({"held_on": "31/11/2026"}))


def test_optional_is_said_and_required_is_not():
    html = draw("{{ form }}", form=MeetingForm())

    assert html.count("(facultatif)") == 1
    assert "corrections" not in html


def test_a_filter_form_does_not_say_that_all_is_optional():
    form = MeetingForm()
    form.is_filter = True

    assert "(facultatif)" not in draw("{{ form }}", form=form)


def test_a_group_of_choices_is_a_fieldset_with_its_legend():
    html = draw("{% field form.guests %}", form=MeetingForm())

    assert html.index("<fieldset") < html.index("<legend>Invités") < html.index('type="checkbox"')


def test_the_gallery_shows_every_component(rf, db, sonia):
    from portal.web import gallery  # noqa: PLC0415 -- the page reads the tables once the apps are loaded

    request = rf.get("/composants/")
    request.user, request.session = sonia, {}
    html = gallery.components(request).content.decode()

    assert "style=" not in html
    assert html.count("<h1") == 1
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert [
        i
        for i in re.findall(r'(?:aria-describedby|aria-labelledby|for)="([^"]+)"', html)
        if set(i.split()) - set(ids)
    ] == []


def test_htmx_comes_without_inline_script_or_style():
    html = draw("{% htmx %}")

    assert re.findall(r"<script(?![^>]* src=)|<style", html) == []
    assert '"includeIndicatorStyles":false' in html


def test_the_map_says_each_region_and_gives_its_figures_in_a_table():
    rows = [{"code": "53", "label": "Bretagne", "count": 2, "url": "?region=53"}]
    html = draw('{% tile_map "Organismes" rows %}', rows=rows)

    assert f'aria-label="BRE 2, Bretagne{NBSP}: 2{NBSP}organismes"' in html
    assert html.count("<rect") == 18 + 4
    assert '<th scope="row">Bretagne</th><td class="num">2</td>' in html


def test_the_summary_puts_no_colon_after_a_question():
    class Asked(forms.Form):
        place = forms.CharField(label="Où\u00a0?", error_messages={"required": "Dites où."})
        name = forms.CharField(label="Nom", error_messages={"required": "Écrivez un nom."})

    text = draw("{% error_summary form %}", form=Asked({}))

    assert ">Où\u00a0? Dites où.</a>" in text
    assert ">Nom\u00a0: Écrivez un nom.</a>" in text


def test_words_that_are_safe_and_words_that_are_not_are_drawn_apart():
    """What a process keeps of a small component is kept by the very kind of its words."""
    button = "{% button words kind='second' %}"
    first, safe, again = (
        draw(button, words=one) for one in ("<b>Oui</b>", mark_safe("<b>Oui</b>"), "<b>Oui</b>")
    )

    assert ("&lt;b&gt;Oui" in first, "<b>Oui</b>" in safe, again) == (True, True, first)


def test_what_was_saved_another_day_names_the_day():
    now = dt.datetime(2026, 11, 28, 9, 0, tzinfo=clock.PARIS)
    with clock.at(now):
        today = draw("{% saved at %}", at=now)
        before = draw("{% saved at %}", at=now.replace(month=7, day=2))

    assert text_of(today) == f"Enregistré à 9{NBSP}h{NBSP}00".replace(NBSP, " ")
    assert text_of(before) == "Enregistré le 2 juillet 2026 à 9 h 00"


def test_the_box_of_a_topic_is_drawn_as_a_component_and_tells_safe_words_from_others():
    box = partial(
        component,
        "observatory/search_page/box.html",
        facet="mot",
        value="eau",
        count=1,
        is_chosen=True,
    )
    words_of = [
        box(label=one) for one in ("Eau & gaz", mark_safe("Eau &amp; <b>gaz</b>"), "Eau & gaz")
    ]

    assert [one.count("Eau &amp; gaz</span>") for one in words_of] == [1, 0, 1]
    assert "<b>gaz</b>" in words_of[1]
    assert words_of[0] is words_of[2]

"""Component tags of one word: icon, badge, state, number, count, date, distance, tiles, rating."""

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from portal.ui import icons, words
from portal.ui.drawing import pick, tone_of

register = Library()
RATINGS = ("0, non traité", "1, partiel", "2, en place", "3, maîtrisé et prouvé")
TILES_AT_MOST = 30
LAID, NEXT, BARE = mark_safe("<i data-on></i>"), mark_safe("<i data-now></i>"), mark_safe("<i></i>")

register.filter("number", words.number)
register.filter("day", words.day)
register.filter("moment", words.moment)
register.filter("month", words.month)
register.filter("weight", words.weight)
register.filter("distance", words.distance)
register.filter("to", words.to)
register.filter("of", words.of)
register.filter("that", words.that)
register.filter("short_day", lambda value: words.day(value, short=True))


@register.simple_tag
def icon(name):
    """`{% icon "calendar" %}`: decoration beside a word; names in portal/ui/icons.py."""
    return icons.svg(name)


@register.simple_tag
def badge(text, tone="quiet", icon=""):
    """`{% badge "Acceptée" "ok" "tick" %}`: a state told three times."""
    drawing = icons.svg(icon) if icon else ""
    return format_html(
        '<span class="badge" data-tone="{}">{}{}</span>', tone_of(tone), drawing, text
    )


@register.simple_tag
def state(thing, public=False):
    """`{% state dossier %}`: the state’s word, icon and tone; `public=True` gives its public word."""
    member = thing.State(thing.state)
    return state_badge(member, thing.workflow.public_label(member) if public else "")


@register.simple_tag
def state_badge(state, word=""):
    """`{% state_badge status %}`: the same, from a member of `States`; `word` in the place of its own."""
    return badge(word or state.label, state.tone, state.icon)


@register.simple_tag
def number(value, decimals=None):
    """`{% number 12480 %}` → « 12 480 »; `{% number 74.25 1 %}` → « 74,3 » (half to even)."""
    return words.number(value, decimals)


@register.simple_tag
def count(value, one, many, none=""):
    """`{% count n "pièce" "pièces" %}` → « 12 pièces »; `none="aucune pièce"` for zero."""
    return none if none and not value else words.count(value, one, many)


@register.simple_tag
def day(value, short=False, weekday=False, year=True, none="non renseigné"):
    """`{% day date %}`: « 24 novembre 2026 » in a time element; `short`, `weekday`, `year=False`."""
    if not value:
        return format_html('<span class="muted">{}</span>', none)
    text = words.day(value, short=short, weekday=weekday, year=year)
    return format_html('<time datetime="{}">{}</time>', words.as_date(value).isoformat(), text)


@register.simple_tag
def moment(value, short=False, none="non renseigné"):
    """`{% moment instant %}`: « 24 novembre 2026, 14 h 05 » in Paris."""
    if not value:
        return format_html('<span class="muted">{}</span>', none)
    return format_html(
        '<time datetime="{}">{}</time>',
        value.isoformat(timespec="seconds"),
        words.moment(value, short=short),
    )


@register.simple_tag
def when(value, short=False, is_done=False, none="sans échéance"):
    """`{% when due_on %}`: the date and its distance; a badge when late or near. `is_done`: date only."""
    if not value:
        return format_html('<span class="muted">{}</span>', none)
    date = day(value, short=short)
    if is_done:
        return date
    return format_html("{}{} {}", date, "" if words.lateness(value)[1] else ",", due_badge(value))


@register.simple_tag
def due(thing, short=False):
    """`{% due dossier %}`: in a list, until when a thing waits, or why it has no date."""
    if thing.due_on:
        return when(thing.due_on, short=short)
    if thing.undated:
        return format_html('<span class="muted">sans date\u00a0: {}</span>', thing.undated)
    is_over = pick(thing, "hand") in ("", "personne")
    return format_html(
        '<span class="muted">{}</span>', "rien d’attendu" if is_over else "sans date"
    )


@register.simple_tag
def due_badge(value):
    """The distance alone, after a date that the page writes itself."""
    text, tone = words.lateness(value)
    if not tone:
        return format_html('<span class="muted">{}</span>', text)
    return badge(text, tone, "triangle" if tone == "danger" else "clock")


@register.simple_tag
def tiles(done, total, text="", now=False):
    """`{% tiles 9 12 "pièces" %}`: one tile a proof, and « 9 pièces sur 12 » in words.

    Over thirty a tile would be a speck: ten tiles then stand for the share, the last one laid
    only when all is done. `now=True` marks the next tile.
    """
    done, total = int(done), int(total)
    laid, of = (done, total) if total <= TILES_AT_MOST else (done * 10 // total, 10)
    row = [LAID] * laid + ([NEXT] if now and laid < of else [])
    row += [BARE] * (of - len(row))
    said = (
        f"{words.count(done, *_forms(text))} sur {words.number(total)}"
        if text
        else f"{done}\u00a0sur\u00a0{total}"
    )
    return format_html("{} <b>{}</b>", _laid(row), said)


@register.simple_tag
def rating(value):
    """`{% rating 2 %}`: three tiles and « 2, en place »; None is « pas encore coté », « na » without object."""
    if value in (None, "", "na"):
        return format_html(
            '<span class="muted">{}</span>', "sans objet" if value == "na" else "pas encore coté"
        )
    value = int(value)
    return format_html("{} {}", _laid([LAID] * value + [BARE] * (3 - value)), RATINGS[value])


def _laid(row):
    tiles = format_html_join("", "{}", ((tile,) for tile in row))
    return format_html('<span class="tiles" aria-hidden="true">{}</span>', tiles)


def _forms(text):
    """« pièce|pièces », or one form for both."""
    one, _, many = text.partition("|")
    return one, many or one

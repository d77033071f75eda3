"""Component tags that wrap content: card, alert, empty, fold, facts, dialog, verdict, table, page title, text."""

import re

from django.template import Library
from django.template.defaultfilters import slugify
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from portal.ui import icons
from portal.ui.drawing import draw, one_of, tone_of

register = Library()
ALERT_ICONS = {
    "info": "info",
    "ok": "tick",
    "warn": "triangle",
    "danger": "triangle",
    "quiet": "info",
}
HEADING = "portal.ui.heading"
SPACES = re.compile(r"[ \t\n]+")  # no-break spaces are not among them
VERDICTS = ("ok", "info", "warn", "danger", "quiet")


@register.simple_block_tag(takes_context=True, end_name="endheading")
def heading(context, content):
    """`{% heading %}{% block title %}…{% endheading %}`: written here, and once more by `{% heading_again %}`.

    Kept beside the variables of the page, of which none can bear its name.
    """
    words = one_line(content).replace('"', "&quot;")
    context.render_context[HEADING] = mark_safe(words)  # noqa: S308 -- escaped as it was drawn
    return content


@register.simple_tag(takes_context=True)
def heading_again(context):
    return context.render_context[HEADING]


@register.simple_block_tag(end_name="endtext")
def text(content):
    """`{% text as lead %}…{% endtext %}`: a text of several lines, for a tag: a tag stands on one."""
    return mark_safe(one_line(content))  # noqa: S308 -- escaped as it was drawn


@register.simple_block_tag(end_name="endcard")
def card(content, title="", url="", tone="", icon="", level=0, id=""):
    """`{% card title="Dates" %}…{% endcard %}`. `tone="sunken"` for asides; with `url` all of it opens."""
    one_of(tone, ("", "sunken", "info", "ok", "warn", "danger"), "tone")
    tag = f"h{level or (3 if url else 2)}"
    drawing = icons.svg(icon) if icon else ""
    return draw(
        "card", content=content, title=title, url=url, tone=tone, tag=tag, drawing=drawing, id=id
    )


@register.simple_block_tag(end_name="endalert")
def alert(content, tone="info", title="", level=2, live=False):
    """`{% alert "warn" title="…" %}…{% endalert %}`. `live=True` has it read at once (danger only)."""
    drawing = icons.svg(ALERT_ICONS[tone_of(tone)])
    role = "alert" if live and tone == "danger" else "status" if live else ""
    return draw(
        "alert",
        content=content,
        tone=tone,
        title=title,
        tag=f"h{level}",
        drawing=drawing,
        role=role,
    )


@register.simple_block_tag(end_name="endempty")
def empty(content, title="", url="", action=""):
    """`{% empty title="Aucune preuve" url=… action="Ajouter" %}what will come here{% endempty %}`."""
    return draw("empty", content=content, title=title, url=url, action=action)


@register.simple_block_tag(end_name="endfold")
def fold(content, title, open=False, note="", icon=""):
    """`{% fold "Les chiffres en tableau" %}…{% endfold %}`: a native disclosure."""
    drawing = icons.svg(icon) if icon else ""
    return draw("fold", content=content, title=title, open=open, note=note, drawing=drawing)


@register.simple_block_tag(end_name="endfacts")
def facts(content, rows=False):
    """`{% facts rows=True %}{% fact "Organisme" %}…{% endfact %}{% endfacts %}`: a list of facts."""
    return format_html(
        '<dl class="facts"{}>{}</dl>', mark_safe(" data-rows") if rows else "", content
    )


@register.simple_block_tag(end_name="endfact")
def fact(content, term):
    """A fact that has no value yet says so."""
    value = content if content.strip() else mark_safe('<span class="muted">non renseigné</span>')
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", term, value)


@register.simple_block_tag(end_name="enddialog")
def dialog(content, id, title):
    """`{% dialog "retrait" "Retirer le label" %}…{% enddialog %}`, opened by `{% open_dialog %}`."""
    return draw("dialog", content=content, id=slugify(id), title=title)


@register.simple_tag
def open_dialog(id, text, url="", kind="second", tone=""):
    """The button of a dialog; with `url`, a link to the full page that scripts turn into the dialog."""
    return draw("open_dialog", id=slugify(id), text=text, url=url, kind=kind, tone=tone_of(tone))


@register.simple_block_tag(end_name="endverdict")
def verdict(content, title, over="", tone="ok", icon="tile-tick", level=1):
    """Public verification: the answer first, then the facts."""
    one_of(tone, VERDICTS, "tone")
    tag, drawing = f"h{level}", icons.svg(icon)
    return draw(
        "verdict", content=content, title=title, over=over, tone=tone, tag=tag, drawing=drawing
    )


@register.simple_block_tag(end_name="endtable")
def table(content, caption, hide_caption=False, plain=False, pinned=False):
    """`{% table "Dossiers en cours" %}<thead>…{% endtable %}`; cells carry data-label for phones.

    `pinned`: a wide table, whose header and first column stay in sight; arrow keys go from cell to cell.
    """
    marks = {"hide_caption": hide_caption, "plain": plain, "pinned": pinned}
    return draw("table", content=content, caption=caption, **marks)


@register.simple_block_tag(end_name="endpage_title")
def page_title(content, title, lead=""):
    """`{% page_title dossier.organism %}{% state dossier %} …{% endpage_title %}`: the h1 of a page."""
    return draw(
        "page_title", content=content, is_marked=bool(content.strip()), title=title, lead=lead
    )


@register.simple_block_tag(end_name="endsection")
def section(content, title, id="", level=2, action="", url="", hide_title=False):
    """A titled part of a page, with its action at the right: `{% section "Preuves" %}…{% endsection %}`."""
    values = {"action": action, "url": url, "hide_title": hide_title, "tag": f"h{level}"}
    return draw("section", content=content, title=title, id=id or slugify(title), **values)


def one_line(content):
    return SPACES.sub(" ", content).strip(" ")

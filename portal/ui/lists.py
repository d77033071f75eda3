"""Component tags for lists: steps, tasks, log, seats, visibilities, pagination, exports, bars, tabs, trail, headers."""

from itertools import groupby

from django.template import Library
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from portal.ui import icons, structured_data, words
from portal.ui.drawing import draw, one_of, pick

register = Library()
AHEAD = "à venir"
ALIKE = 2  # lines of a journal that are folded under one that says the same act
FEW = 6  # lines of changes that a page shows at once; more are folded
EXPORTS = (("xlsx", "Excel (.xlsx)"), ("ods", "LibreOffice (.ods)"), ("csv", "CSV"))
SEATS = {
    "present": ("tick", "présent"),
    "away": ("away", "absent"),
    "recused": ("door", "en retrait"),
}


@register.simple_tag
def steps(steps, label="Le cycle du label"):
    """`{% steps steps %}`: rows with label, note, is_done, is_current; vertical when narrow.

    Steps of which none is done nor current are nobody’s: none is said to be « à venir ».
    """
    said = [_step_status(step) for step in steps]
    is_taken = any(status != AHEAD for status in said)
    rows = [
        {"number": n, "step": step, "said": status if is_taken else ""}
        for n, (step, status) in enumerate(zip(steps, said, strict=True), 1)
    ]
    return draw("steps", rows=rows, label=label)


@register.simple_tag
def tasks(rows, empty=""):
    """`{% tasks rows %}`: title, context, hand, due_on or undated (why), url, button, filled, date_label."""
    return draw("tasks", rows=[_task(row) for row in rows], empty=empty)


def _task(row):
    """One row, in plain words: the same is drawn once a process (`draw`)."""
    said = {name: pick(row, name) for name in ("title", "context", "url", "button")}
    said |= {"hand": words.to(pick(row, "hand")), "filled": bool(pick(row, "filled"))}
    said["undated"] = pick(row, "undated")
    if due := pick(row, "due_on", default=None):
        late, tone = words.lateness(due)
        icon = "triangle" if tone == "danger" else "clock"
        said |= {"due": words.day(due, short=True), "late": late, "tone": tone, "icon": icon}
        usual = "À faire avant le" if pick(row, "hand") == "vous" else "Promis pour le"
        said["label"] = pick(row, "date_label") or usual
    return draw("task", **said)


def _fold_key(entry):
    """Key under which lines that follow each other are folded: who and which act; a decision never is."""
    act = getattr(entry, "act", "")
    return (entry.actor_name, act) if act and not entry.is_decision else id(entry)


@register.simple_tag
def journal(entries, more_url="", more="", empty="Rien n’est encore écrit ici.", most=None):
    """`{% journal entries most=8 %}`: entry.at, entry.sentence, entry.is_decision.

    From three lines on, those that one person wrote by the same act, one after the other, are folded under the latest.
    """
    rows = []
    for _act, run in groupby(entries, key=_fold_key):
        first, *like = [{"entry": one, "is_instant": hasattr(one.at, "hour")} for one in run]
        rows += [first | {"like": like}] if len(like) >= ALIKE else [first, *like]
    rows = rows[:most]
    return draw(
        "journal", rows=rows, more_url=more_url, more=more or "Voir tout le journal", empty=empty
    )


@register.simple_tag
def changes(found, url="", more=""):
    """`{% changes changes %}`: what `portal.changes` found since the last visit; nothing when nothing changed."""
    if not found:
        return ""
    many = words.count(found.count, "changement", "changements")
    since = f"Depuis votre visite du {words.day(found.since)}" if found.since else "Depuis un mois"
    title = f"{since}\u00a0: {many}"
    is_short = sum(len(lines) for _day, lines in found.days) <= FEW
    return draw("changes", title=title, days=found.days, is_short=is_short, url=url, more=more)


@register.simple_tag
def seats(seats):
    """`{% seats seats %}`: label, status (present, away, recused), note, is_me."""
    return draw("seats", rows=[_seat(seat) for seat in seats])


@register.simple_tag(takes_context=True)
def visibility(context, rows, title="Qui voit ceci\u00a0?", never="", names=False, thing=None):
    """`{% visibility rows %}` from access.who_sees(thing): label, reason, people (a count or persons).

    The office finds there why somebody does not see it (`why_seen` of the page’s context).
    """
    ask, thing = (
        context.get("why_seen"),
        thing or next((pick(row, "thing", default=None) for row in rows), None),
    )
    url = ask(thing) if ask and thing else ""
    rows = [
        {"visibility": row, "people": _people(pick(row, "people", default=None), names)}
        for row in rows
    ]
    return draw("visibility", rows=rows, title=title.replace(" ?", "\u00a0?"), never=never, url=url)


@register.simple_tag(takes_context=True)
def pagination(context, page, label="Pages", parameter="page"):
    """`{% pagination page %}`: links that keep the address’s other words; nothing for one page."""
    if page.paginator.num_pages < 2:
        return ""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(n, _address(context, parameter, n) if isinstance(n, int) else "") for n in numbers]
    before = _address(context, parameter, page.number - 1) if page.has_previous() else ""
    after = _address(context, parameter, page.number + 1) if page.has_next() else ""
    return draw("pagination", page=page, links=links, before=before, after=after, label=label)


@register.simple_tag(takes_context=True)
def export_links(context, label="Télécharger ce tableau"):
    """`{% export_links %}`: the list of this page in each format, under its filters, all its pages.

    The view says its table (`portal.exports.tables.exported`).
    """
    request = context["request"]
    table = getattr(request.resolver_match.func, "table", None)
    if table is None:
        raise ValueError(f"la vue de {request.path} ne dit pas de tableau (exported)")
    query = request.GET.copy()
    query.pop("page", None)
    said = f"?{query.urlencode()}" if query else ""
    links = [
        {"name": name, "word": word, "url": f"/espace/tableaux/{name}{request.path}{said}"}
        for name, word in EXPORTS
    ]
    again = (
        table.again and f"/espace/tableaux/relire/?{urlencode({'liste': f'{request.path}{said}'})}"
    )
    return draw("export_links", links=links, label=label, again=again)


@register.simple_tag
def entries(links):
    """`{% entries space_nav %}`: lines of a navigation bar, of `portal.web.navigation.links`."""
    return mark_safe("".join(draw("entry", **link) for link in links))  # noqa: S308 -- drawn by templates


@register.simple_tag
def tabs(items, label="Parties de la page"):
    """`{% tabs items %}`: label, url, is_current, count (optional). Links, not ARIA tabs."""
    return draw("tabs", items=items, label=label)


@register.simple_tag(takes_context=True)
def trail(context, *parts):
    """`{% trail "Espace" "/espace/" "Dossiers" url dossier.reference %}`: label and address by turns."""
    parts = list(parts)
    if len(parts) == 1 and not isinstance(parts[0], str):
        pairs = [(label, url) for label, url in parts[0]]
    else:
        pairs = list(zip(parts[::2], [*parts[1::2], ""], strict=False))
    *links, (here, _) = pairs
    is_public = bool(context.get("canonical"))
    read = structured_data.script(structured_data.trail(links, here)) if is_public else ""
    return draw("trail", links=links, here=here, read=read)


@register.simple_tag(takes_context=True)
def sort_header(context, label, key, numeric=False, is_default=False, parameter="tri", anchor=""):
    """`{% sort_header "Organisme" "nom" %}`: a th whose link sorts, then turns the order over.

    A second table of a page has its own `parameter`, and the `anchor` where it stands.
    """
    asked = _query(context).get(parameter, "") or (key if is_default else "")
    order = {key: "ascending", f"-{key}": "descending"}.get(asked, "")
    address = _address(context, parameter, f"-{key}" if order == "ascending" else key, drop="page")
    address += f"#{anchor}" if anchor else ""
    drawing = icons.svg("up" if order == "ascending" else "down") if order else ""
    return draw(
        "sort_header", label=label, order=order, address=address, drawing=drawing, numeric=numeric
    )


NOTHING = ("0", "0\u00a0%")


@register.simple_tag
def figures(rows, proof=False, from_one=False):
    """`{% figures rows %}`: value, label, note; `proof=True` for a practice’s before and after.

    `from_one=True`, on public pages: what counts nothing is left out, rather than a zero in large.
    """
    if from_one:
        rows = [row for row in rows if str(row["value"]) not in NOTHING]
    return draw("figures", rows=rows, proof=proof)


@register.simple_tag
def chips(rows, clear=""):
    """`{% chips filters clear=url %}`: active filters, each a link that removes it (label, url)."""
    return draw("chips", rows=rows, clear=clear)


def _step_status(step):
    if pick(step, "is_done", default=False):
        return "étape faite"
    return "étape en cours" if pick(step, "is_current", default=False) else AHEAD


def _seat(seat):
    status = one_of(pick(seat, "status"), tuple(SEATS), "status")
    icon, word = SEATS[status]
    is_me = pick(seat, "is_me", default=False)
    note = pick(seat, "note", default=word)
    return {
        "label": pick(seat, "label"),
        "note": f"vous, {note}" if is_me else note,
        "is_me": is_me,
        "is_out": status != "present",
        "drawing": icons.svg("person" if is_me and status == "present" else icon),
    }


def _people(people, names):
    """« 4 personnes », or the names when few and asked for."""
    if people is None or isinstance(people, str):
        return people or ""
    if isinstance(people, int):
        return words.count(people, "personne", "personnes") if people else "personne"
    people = list(people)
    if names and 0 < len(people) <= 4:
        return format_html_join(", ", "{}", ((person,) for person in people))
    return words.count(len(people), "personne", "personnes") if people else "personne à ce jour"


def _query(context):
    """The address's words; a page that ignores some gives `asked`, those it understood."""
    return context.get("asked", context["request"].GET)


def _address(context, parameter, value, drop=""):
    query = _query(context).copy()
    query.pop(drop, None)
    query[parameter] = value
    return f"?{query.urlencode()}"

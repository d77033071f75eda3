"""Page context of the search: facets, active filters, results, and suggestions when there is none."""

from dataclasses import replace
from urllib.parse import urlencode

from observatory.search.facets import FACETS, YES
from observatory.search.parsing import QUOTED
from observatory.search.ports import RECENT, RELEVANCE, REUSED
from observatory.search_page import engines, exports
from observatory.search_page.parsing import LAST_PAGE, SIZE, State
from portal.ui.drawing import draw
from portal.web.pagination import Paginator

SHOWN, FOLDED = 6, 30  # values of a facet at once, then on demand
SHORTER = {"mot": 4}
DISPLAYED = (
    "theme",
    "famille",
    "region",
    "taille",
    "preuve",
    "maturite",
    "perimetre",
    "annee",
    "mot",
)
DROPPED = 4  # filters whose removal is tried when nothing is found
TAGS = 12
WATCH = "/alertes/?sujet=pratiques"  # for who has no account
BOX = "observatory/search_page/box.html"  # two hundred of them on a page, the same for everybody
FILES = {"rss": "list_rss", "atom": "list_atom", "alert": "alert_new"}
SORTS = (
    (RELEVANCE, "pertinence"),
    (RECENT, "plus récentes"),
    (REUSED, "plus reprises"),
)


def content(state, labels):
    """Context of a state; `is_nowhere` when there is no such page."""
    answer = engines.search(state.question())
    rows = results(answer, state)
    shown = {row["practice"].slug for row in rows}
    bare = state.but(picked=())
    last = min(LAST_PAGE, max(1, -(-answer.total // SIZE)))
    context = {
        "state": state,
        "answer": answer,
        "total": answer.total,
        "facets": facets(answer, state, labels),
        "chips": chips(state, labels),
        "clear_url": state.but(chosen={}).url(),
        "sorts": sorts(state),
        "rows": rows,
        "has_invented": any(row["practice"].is_demo for row in rows),
        "is_nowhere": not 1 <= state.page <= last,
        "is_cut": answer.total > LAST_PAGE * SIZE,
        "first_url": state.but().url(),
        "known_words": _known_words(answer),
        "elsewhere": [slug for slug in state.picked if slug not in shown],
        "unpick_url": replace(state, picked=()).url(),
        "files": {name: bare.url(where) for name, where in FILES.items()},
        "watch_url": f"{WATCH}&{urlencode({'recherche': bare.query})}",
        "limits": exports.limits(),
        "proposal_url": state.but(text=answer.proposal).url() if answer.proposal else "",
        "unquoted_url": _unquoted(state),
    }
    return context | turning(state, answer.total) | _ways_on(state, answer, labels)


def _unquoted(state):
    """The same search without the quotes that keep its words together; "" where there is none."""
    bare = QUOTED.sub(r"\1", state.text).strip()
    return state.but(text=bare).url() if bare != state.text else ""


def sorts(state):
    """[(value, label, whether in use)]: the default order has no value, since it depends on the text."""
    usual = replace(state, sort="").order
    return [
        ("" if code == usual else code, label, code == state.order)
        for code, label in SORTS
        if state.text or code != RELEVANCE
    ]


def results(answer, state):
    """Practices with highlighted title and extract, and whether they are in the selection."""
    rows = {row.pk: row for row in engines.practices([hit.pk for hit in answer.hits])}
    return [
        {
            "practice": rows[hit.pk],
            "title": hit.title,
            "extract": hit.extract,
            "is_picked": rows[hit.pk].slug in state.picked,
        }
        for hit in answer.hits
        if hit.pk in rows
    ]


def facets(answer, state, labels):
    """[{title, shown, folded}]: criteria stand under their themes, yes/no facets under « Preuve »."""
    groups, proof = [], []
    for facet in FACETS.values():
        rows = boxes(facet.name, answer.facets.get(facet.name, {}), state, labels)
        if facet.is_yes:
            proof += [row for row in rows if row["value"] == YES]
        elif facet.name == "critere":
            continue
        elif facet.name == "theme" and (rows := _tree(answer, state, labels)):
            groups.append(_group(facet.name, "Thèmes et critères", rows))
        elif rows:
            groups.append(_group(facet.name, facet.title, rows))
    groups += [_group("preuve", "Preuve", proof)] if proof else []
    return sorted(groups, key=lambda group: DISPLAYED.index(group["name"]))


def _tree(answer, state, labels):
    """Themes, each with the criteria of it that some practice has; open where one is chosen."""
    criteria = {}
    for row in boxes("critere", answer.facets.get("critere", {}), state, labels):
        criteria.setdefault(labels.theme_of[row["value"]], []).append(row)
    counts = dict.fromkeys(criteria, 0) | dict(answer.facets.get("theme", {}))
    return [
        row
        | {
            "criteria": sorted(criteria.get(row["value"], ()), key=lambda one: one["value"]),
            "is_open": any(one["is_chosen"] for one in criteria.get(row["value"], ())),
        }
        for row in boxes("theme", counts, state, labels)
    ]


def boxes(name, counts, state, labels):
    """Values that some practice has, and those chosen."""
    chosen = state.chosen.get(name, ())
    rows = labels.ordered(name, dict.fromkeys(chosen, 0) | dict(counts))
    return [
        {
            "value": v,
            "label": label,
            "count": n,
            "is_chosen": v in chosen,
            "box": draw(BOX, facet=name, value=v, label=label, count=n, is_chosen=v in chosen),
        }
        for v, label, n in rows
    ]


def _group(name, title, rows):
    shown = SHORTER.get(name, SHOWN)
    first = [row for rank, row in enumerate(rows) if rank < shown or row["is_chosen"]]
    rest = [row for row in rows if row not in first][: FOLDED - SHOWN]
    if len(rest) == 1:
        first, rest = rows, []
    return {"name": name, "title": title, "shown": first, "folded": rest}


def chips(state, labels):
    return [
        {"label": labels.of(name, value), "url": state.without(name, value).url()}
        for name in FACETS
        for value in state.chosen.get(name, ())
    ]


def turning(state, total):
    """Links of `ui/pagination.html`, by URL."""
    paginator = Paginator(range(min(total, LAST_PAGE * SIZE)), SIZE)
    page = paginator.get_page(state.page or 1)
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)

    def link(n):
        return replace(state, page=n).url() if isinstance(n, int) else ""

    return {
        "page": page,
        "has_pages": paginator.num_pages > 1,
        "links": [(n, link(n)) for n in numbers],
        "before": link(page.number - 1) if page.has_previous() else "",
        "after": link(page.number + 1) if page.has_next() else "",
    }


def _known_words(answer):
    """Most frequent tags, a plain list for pages without scripts."""
    return sorted(answer.facets.get("mot", {}), key=lambda one: -answer.facets["mot"][one])[:TAGS]


def _ways_on(state, answer, labels):
    """For an empty result: the search without one filter, known words, themes."""
    if answer.total:
        return {}
    everything = engines.search(State().question(size=1), simply=answer.is_simplified)
    themes = boxes("theme", everything.facets.get("theme", {}), State(), labels)
    lighter = _lighter(state, labels, answer.is_simplified)
    return {
        "lighter": lighter,
        "near": [] if lighter else _near(state.text),
        "themes": [
            row | {"url": State().with_value("theme", row["value"]).url()} for row in themes
        ],
    }


def _lighter(state, labels, simply):
    """[{label, url, count}]: the search without one facet or its text, when that has results."""
    if not state.chosen:
        return []
    tried = [(name, state.without(name)) for name in [*state.chosen][:DROPPED]]
    if state.text:
        tried.append(("", state.but(text="", sort="")))
    found = []
    for name, lighter in tried:
        total = engines.search(lighter.question(size=1), simply=simply).total
        said = " ou ".join(labels.of(name, v) for v in state.chosen[name]) if name else state.text
        if total:
            found.append({"label": said, "url": lighter.url(), "count": total})
    return sorted(found, key=lambda one: -one["count"])


def _near(text):
    """Words of public practices that begin as the longest one typed."""
    longest = max(text.split(), key=len, default="")
    found = engines.suggest(longest[:4]) if len(longest) > 3 else []
    words = [one.text for one in found if not one.slug]
    return [{"label": word, "url": State(text=word).url()} for word in words]

"""List of the questions of a space: filters, order and rows."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import OuterRef, StringAgg, Subquery, Value

from community.threads import words
from community.threads.models import Follow, Thread, ThreadTag
from labelling.public import themes

PAGE = 25
VIEWS = (
    ("", "Toutes"),
    ("sans-reponse", "Sans réponse"),
    ("certifiees", "Certifiées"),
    ("suivies", "Suivies"),
)
SORTS = (
    ("", "Dernière activité"),
    ("recentes", "Posées récemment"),
    ("anciennes", "Posées depuis longtemps"),
)
ORDERS = {
    "": ("-active_at", "-id"),
    "recentes": ("-created_at", "-id"),
    "anciennes": ("created_at", "id"),
}
LONGEST = 200
BETWEEN = " · "
TAGS = ThreadTag.objects.filter(thread=OuterRef("pk")).order_by().values("thread")
CODES = Subquery(
    TAGS.annotate(codes=StringAgg("code", Value(BETWEEN), order_by="code")).values("codes")
)
ROWS = Thread.objects.select_related("author").annotate(codes=CODES)


@dataclass(frozen=True)
class Asked:
    """Parsed query string of the list; unknown values are dropped."""

    text: str = ""
    view: str = ""
    theme: str = ""
    sort: str = ""
    themes: tuple = ()  # (code, title) of the framework in force

    def address(self, **changed):
        facts = {"q": self.text, "vue": self.view, "theme": self.theme, "tri": self.sort} | changed
        kept = {name: value for name, value in facts.items() if value}
        return f"?{urlencode(kept)}" if kept else "?"

    @property
    def is_narrowed(self):
        return bool(self.text or self.view or self.theme)


def read(data):
    codes = tuple(themes())

    def known(name, choices):
        value = data.get(name, "")
        return value if value in dict(choices) else ""

    return Asked(
        text=" ".join(data.get("q", "").replace("\x00", "").split())[:LONGEST],
        view=known("vue", VIEWS),
        theme=known("theme", codes),
        sort=known("tri", SORTS),
        themes=codes,
    )


def read_list(space, user, asked):
    """Rows, latest activity first: the order of an index of the space."""
    rows = ROWS.visible_to(user).filter(space=space)
    if asked.view == "sans-reponse":
        rows = rows.filter(answers_count=0, is_hidden=False)
    if asked.view == "certifiees":
        rows = rows.filter(certified__isnull=False)
    if asked.view == "suivies":
        mine = Follow.objects.filter(person=user, is_on=True)
        rows = rows.filter(pk__in=mine.values("thread"))
    if asked.theme:
        rows = rows.filter(pk__in=ThreadTag.objects.filter(code=asked.theme).values("thread"))
    if asked.text:
        rows = _matching(rows, space, asked.text)
    return rows.order_by(*ORDERS[asked.sort])


def seated(page, space):
    """The same page, each row given its space, which is known: no query a row."""
    for row in page:
        row.space = space
    return page


def _matching(rows, space, text):
    """Every word in the question or its visible messages; or the exact reference."""
    found = words.matching(rows.filter(is_hidden=False), space, text)
    by_reference = rows.filter(reference__iexact=text)
    if found is None or text.upper().startswith("QH-F-"):
        return by_reference
    return found


def tools(asked):
    """Tabs, choices and links above the list."""
    return {
        "search": asked,
        "views": [
            {"label": label, "url": asked.address(vue=code), "is_current": code == asked.view}
            for code, label in VIEWS
        ],
        "themes": [(code, title, code == asked.theme) for code, title in asked.themes],
        "sorts": [(code, label, code == asked.sort) for code, label in SORTS],
    }

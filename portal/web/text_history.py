"""History of a text: its revisions, two of them compared, one written again."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404
from django.template.defaultfilters import linebreaksbr
from django.urls import path
from django.utils.html import format_html_join
from wagtail.admin.compare import diff_text

from portal.revisions import TEXTS, TextRevision
from portal.ui import words
from portal.web.forms import Filter, Form
from portal.web.pages import form_page, visible_or_404
from portal.web.pagination import Paginator

OFFSHOOTS = {}


@dataclass(frozen=True)
class Offshoot:
    """`start(user, title, text, author) -> address` of what was begun; `suits(user, author)` before it is offered."""

    name: str
    label: str
    start: Callable
    suits: Callable = lambda user, author: True
    says: str = ""  # what happens, told before


def register_derived_text(name, label, start, *, suits=None, says=""):
    """One of a name: « practice », begun from « En faire une pratique »."""
    found = Offshoot(name, label, start, suits or (lambda user, author: True), says)
    OFFSHOOTS[name] = found
    return found


def suited(user, author):
    """Those that `user` may begin from a text of `author`."""
    return [one for one in OFFSHOOTS.values() if one.suits(user, author)]


PER_PAGE = 20
MARKS = {"addition": "ins", "deletion": "del", "equal": "span"}
TEMPLATE = "portal/revisions/history.html"


class _Choice(forms.ModelChoiceField):
    def label_from_instance(self, revision):
        return f"{words.moment(revision.at)}, {author_of(revision)}"


class CompareForm(Filter):
    """Two revisions of one text, the last two unless one asks for others."""

    de = _Choice(TextRevision.objects.none(), label="La version", required=False)
    avec = _Choice(TextRevision.objects.none(), label="avec celle", required=False)

    def __init__(self, *args, revisions, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A choice is a moment and a name: of all these texts, the two chosen alone are read.
            field.queryset, field.empty_label = revisions.defer("text"), None


class TakeBackForm(Form):
    """The revision that becomes the text again."""

    revision = forms.ModelChoiceField(
        TextRevision.objects.none(),
        error_messages={"invalid_choice": "Cette version n’est pas de ce texte."},
    )

    def __init__(self, *args, revisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].queryset = revisions


def author_of(revision):
    return str(revision.by) if revision.by else "avant le suivi des versions"


def text_history(request, pk, code):
    """Read by who may write the text; taking a revision back is one save more, that can be taken back too."""
    user, part = request.user, request.GET.get("partie", "")
    text = TEXTS.get(code)
    if text is None or bool(part) != bool(text.part_label):
        raise Http404
    thing = visible_or_404(text.model, user, rows=text.things(user), pk=pk)
    rows = TextRevision.objects.visible_to(user).filter(code=code, thing_id=thing.pk, part=part)
    rows = rows.select_related("by")

    def take_back(form):
        text.write(thing, part, form.cleaned_data["revision"].text, by=user)
        return form.cleaned_data["revision"]

    return form_page(
        request,
        TakeBackForm,
        thing=thing,
        template=TEMPLATE,
        save=take_back,
        revisions=rows,
        context=_page(request, text, thing, part, rows),
        done=text.history(thing, part),
        said=lambda one: (
            f"Le texte du {words.moment(one.at)} est repris. Celui d’avant reste dans cette liste."
        ),
    )


def _page(request, text, thing, part, rows):
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    two = _two(request, rows)
    may_write = text.may_write(request.user, thing)
    newest = rows.first()
    return {
        "text": text.title(part),
        "address": text.address(thing, part) if may_write else "",
        "page": page,
        "revisions": [_row(one, newest, may_write) for one in page],
        "compare": CompareForm(
            initial=dict(zip(("de", "avec"), two, strict=False)), revisions=rows
        ),
        "two": two,
        "changes": _changes(*two) if two else "",
        "part": part,
    }


def _row(one, newest, may_write):
    length = len(one.text.split())
    return {
        "revision": one,
        "author": author_of(one),
        "length": words.count(length, "mot", "mots") if length else "effacé",
        "is_newest": one == newest,
        "may_be_taken": may_write and one.text != newest.text,
    }


def _changes(before, after):
    """What is added and what is removed, in the order of reading."""
    found = diff_text(before.text, after.text).changes
    return format_html_join(
        "", "<{0}>{1}</{0}>", ((MARKS[kind], linebreaksbr(said)) for kind, said in found)
    )


def _two(request, rows):
    """The two revisions to compare: those that were chosen, else the last two, the older first."""
    form = CompareForm(request.GET, revisions=rows)
    form.is_valid()
    chosen = [form.cleaned_data.get(name) for name in ("de", "avec")]
    if not all(chosen):
        chosen = list(rows[:2])
    return sorted(chosen, key=lambda one: one.pk) if len(chosen) == 2 else []


urlpatterns = [path("espace/versions/<int:pk>/<slug:code>/", text_history, name="text_history")]

"""The documents of a space: listed by subject, added, replaced, read, their readers."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from community.documents import pages, recording
from community.documents.forms import AboutForm, CheckForm, DocumentForm, VersionForm
from community.documents.models import DocumentVersion, SpaceDocument
from community.spaces import tabs
from community.spaces.rules import animator
from community.spaces.writing import fill
from portal.web.pages import edit_page, refusal, transition_page, visible_or_404
from portal.web.paging import paged
from portal.workflow import Forbidden, Problem, Refused

TAB, PAGE = "community:documents", 30


def find(request, slug, name):
    space = tabs.find(request, slug)
    found = visible_or_404(SpaceDocument, request.user, rows=pages.ROWS, space=space, slug=name)
    return space, found


def _not_yours(request, space):
    problem = Problem("forbidden", f"Seul {animator.label} tient les documents.")
    return refusal(request, space, Forbidden(problem))


def documents(request, slug):
    space = tabs.find(request, slug)
    versions = DocumentVersion.objects.visible_to(request.user).select_related("file")
    rows = space.documents.visible_to(request.user)
    rows = rows.prefetch_related(Prefetch("versions", versions))
    page = paged(rows, request.GET.get("page"), PAGE)
    for row in page:
        row.space = space
    context = tabs.frame(request, space, TAB)
    context |= {"page": page, "may_write": animator(request.user, space)}
    return render(request, "community/documents/list.html", context)


def document_new(request, slug):
    space = tabs.find(request, slug)
    if not animator(request.user, space):
        return _not_yours(request, space)
    form = DocumentForm(*_sent(request), by=request.user)
    context = tabs.frame(request, space, TAB) | {"heading": "Déposer un document"}
    return fill(
        request, form, lambda f: recording.add(space, by=request.user, **f.facts),
        "community/documents/form.html", context, said="Le document est en ligne.",
    )  # fmt: skip


def _sent(request):
    return (request.POST, request.FILES) if request.method == "POST" else ()


def document(request, slug, name):
    space, found = find(request, slug, name)
    context = tabs.frame(request, space, TAB) | pages.one(found, request.user)
    return render(request, "community/documents/one.html", context)


def document_version(request, slug, name):
    space, found = find(request, slug, name)
    if not animator(request.user, found):
        return _not_yours(request, space)
    form = VersionForm(*_sent(request), by=request.user)
    context = tabs.frame(request, space, TAB) | {"heading": f"Nouvelle version de {found}"}

    def record(form):
        recording.add_version(found, by=request.user, **form.facts)
        return found

    said = "La nouvelle version est en ligne. La précédente reste dans la liste."
    return fill(request, form, record, "community/documents/form.html", context, said=said)


def document_edit(request, slug, name):
    space, found = find(request, slug, name)
    if not animator(request.user, found):
        return _not_yours(request, space)
    return edit_page(request, found, AboutForm, context={"heading": "Modifier la fiche"})


def document_check(request, slug, name):
    """Still right: another day of checking."""
    space, found = find(request, slug, name)
    if not animator(request.user, found):
        return _not_yours(request, space)
    form = CheckForm(request.POST or None, by=request.user)
    context = tabs.frame(request, space, TAB) | {"heading": f"{found}\u00a0: toujours à jour"}

    def record(form):
        recording.check(found, by=request.user, **form.facts)
        return found

    said = "Le document est vérifié."
    return fill(request, form, record, "community/documents/form.html", context, said=said)


@require_POST
def document_read(request, slug, name):
    """« J’ai lu la version N »."""
    _, found = find(request, slug, name)
    version = pages.version_of(found, request.POST.get("number", ""))
    try:
        recording.read(found, version, by=request.user)
    except Refused as refused:
        return refusal(request, found, refused)
    messages.success(request, "Votre lecture est notée.")
    return redirect(found)


def document_readers(request, slug, name):
    """Who has read which version, who has not; POST reminds the latter."""
    space, found = find(request, slug, name)
    if not found.asks_reading:
        raise Http404
    if not animator(request.user, found):
        return _not_yours(request, space)
    if request.method == "POST":
        try:
            many = recording.remind(found, by=request.user)
        except Refused as refused:
            return refusal(request, found, refused)
        messages.success(request, f"Rappel envoyé\u00a0: {many} personnes.")
        return redirect("community:document_readers", space.slug, found.slug)
    context = tabs.frame(request, space, TAB) | pages.readers(found)
    return render(request, "community/documents/readers.html", context)


def document_act(request, slug, name, address):
    return transition_page(request, find(request, slug, name)[1], address)

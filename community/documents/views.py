"""Views of documents of a space: list by subject, add, replace, acknowledge reading, readers."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from community.documents import actions, pages
from community.documents.forms import AboutForm, CheckForm, DocumentForm, VersionForm
from community.documents.models import DocumentVersion, SpaceDocument
from community.spaces import tabs
from community.spaces.rules import animator
from portal.ui import words
from portal.web.forms import Form
from portal.web.pages import edit_page, form_page, only, run_action, transition_page, visible_or_404
from portal.web.pagination import Paginator

TAB, PAGE = "community:documents", 30
KEEPERS = f"Seul {animator.label} tient les documents."


def find_document(request, slug, name):
    space = tabs.find_space(request, slug)
    found = visible_or_404(SpaceDocument, request.user, rows=pages.ROWS, space=space, slug=name)
    return space, found


def _find_for_keeper(request, slug, name):
    space, found = find_document(request, slug, name)
    only(animator, request.user, space, KEEPERS)
    return space, found


def documents(request, slug):
    space = tabs.find_space(request, slug)
    versions = DocumentVersion.objects.visible_to(request.user).select_related("file")
    rows = space.documents.visible_to(request.user)
    rows = rows.prefetch_related(Prefetch("versions", versions))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.space = space
    context = tabs.frame(request, space, TAB)
    context |= {"page": page, "may_write": animator(request.user, space)}
    return render(request, "community/documents/list.html", context)


def document_new(request, slug):
    space = tabs.find_space(request, slug)
    only(animator, request.user, space, KEEPERS)
    return _form_page(
        request,
        DocumentForm,
        space,
        title="Déposer un document",
        said="Le document est en ligne.",
        save=lambda form: actions.add(space, by=request.user, **form.facts),
    )


def _form_page(request, form_class, space, **given):
    context = tabs.frame(request, space, TAB)
    return form_page(
        request,
        form_class,
        thing=space,
        template="community/documents/form.html",
        context=context,
        **given,
    )


def document(request, slug, name):
    space, found = find_document(request, slug, name)
    context = tabs.frame(request, space, TAB) | pages.document_page(found, request.user)
    return render(request, "community/documents/one.html", context)


def document_version(request, slug, name):
    space, found = _find_for_keeper(request, slug, name)
    return _form_page(
        request,
        VersionForm,
        space,
        title=f"Nouvelle version de {found}",
        done=found,
        save=lambda form: actions.add_version(found, by=request.user, **form.facts),
        said="La nouvelle version est en ligne. La précédente reste dans la liste.",
    )


def document_edit(request, slug, name):
    _, found = _find_for_keeper(request, slug, name)
    return edit_page(request, found, AboutForm, context={"heading": "Modifier la fiche"})


def document_check(request, slug, name):
    """« Toujours exact »: another review date."""
    space, found = _find_for_keeper(request, slug, name)
    return _form_page(
        request,
        CheckForm,
        space,
        title=f"{found}\u00a0: toujours à jour",
        done=found,
        save=lambda form: actions.check(found, by=request.user, **form.facts),
        said="Le document est vérifié.",
    )


@require_POST
def document_read(request, slug, name):
    """« J’ai lu la version N »."""
    _, found = find_document(request, slug, name)
    version = pages.version_of(found, request.POST.get("number", ""))
    return run_action(
        request,
        lambda: actions.read(found, version, by=request.user),
        thing=found,
        said="Votre lecture est notée.",
    )


def document_readers(request, slug, name):
    """Who has read which version and who has not; POST reminds the latter."""
    space, found = find_document(request, slug, name)
    if not found.asks_reading:
        raise Http404
    only(animator, request.user, space, KEEPERS)
    return form_page(
        request,
        Form,
        thing=found,
        template="community/documents/readers.html",
        context=tabs.frame(request, space, TAB) | pages.readers(found),
        done=request.path,
        save=lambda form: actions.remind(found, by=form.by),
        said=lambda many: f"Rappel envoyé\u00a0: {words.count(many, 'personne', 'personnes')}.",
    )


def document_act(request, slug, name, address):
    return transition_page(request, find_document(request, slug, name)[1], address)

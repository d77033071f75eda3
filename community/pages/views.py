"""Views of pages of a space: list, detail, edit, place, former versions."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from community.pages import actions
from community.pages.forms import NewPageForm, PageForm, PlaceForm
from community.pages.models import PageRead, SpacePage
from community.spaces import tabs
from community.spaces.rules import animator
from portal.web.pages import edit_page, form_page, only, run_action, transition_page, visible_or_404
from portal.workflow import audit_log

TAB = "community:pages"
WRITERS = f"Seul {animator.label} écrit les pages."


def find_page(request, slug, name):
    space = tabs.find_space(request, slug)
    rows = actions.ROWS
    return space, visible_or_404(SpacePage, request.user, rows=rows, space=space, slug=name)


def _find_for_writer(request, slug, name):
    space, found = find_page(request, slug, name)
    only(animator, request.user, space, WRITERS)
    return found


def pages(request, slug):
    space = tabs.find_space(request, slug)
    rows = SpacePage.objects.visible_to(request.user).filter(space=space).select_related("space")
    context = tabs.frame(request, space, TAB) | {"rows": rows}
    context["may_write"] = animator(request.user, space)
    return render(request, "community/pages/list.html", context)


def page_new(request, slug):
    space = tabs.find_space(request, slug)
    only(animator, request.user, space, WRITERS)
    return form_page(
        request,
        NewPageForm,
        thing=space,
        template="community/pages/new.html",
        context=tabs.frame(request, space, TAB),
        save=lambda form: actions.begin(space, by=request.user, **form.facts),
        said="La page est un brouillon\u00a0: vous seuls qui animez la voyez.",
    )


def page(request, slug, name):
    """Members read the last published version; animators also see the draft."""
    space, found = find_page(request, slug, name)
    user, versions = request.user, list(found.versions.select_related("published_by")[:20])
    may_write = animator(user, space)
    last = versions[0] if versions else None
    is_ahead = last is None or (last.title, last.text) != (found.title, found.text)
    offers = found.workflow.offers(found, user)
    context = tabs.frame(request, space, TAB) | {
        "page": found,
        "last": last,
        "versions": versions,
        "may_write": may_write,
        "is_ahead": last is not None and is_ahead,
        "offers": [o for o in offers if is_ahead or o.transition.name != "publish"],
        "entries": audit_log.entries_of(found)[:10] if may_write else [],
        "is_read": PageRead.objects.visible_to(user).filter(page=found, person=user).exists(),
    }
    return render(request, "community/pages/one.html", context)


def page_write(request, slug, name):
    found = _find_for_writer(request, slug, name)
    return edit_page(request, found, PageForm, context={"heading": "Écrire la page"})


def page_place(request, slug, name):
    found = _find_for_writer(request, slug, name)
    return edit_page(request, found, PlaceForm, context={"heading": "Placer la page"})


def page_version(request, slug, name, number):
    space, found = find_page(request, slug, name)
    version = get_object_or_404(found.versions.select_related("published_by"), number=number)
    if not animator(request.user, found):
        raise Http404
    context = tabs.frame(request, space, TAB) | {"page": found, "version": version}
    return render(request, "community/pages/version.html", context)


@require_POST
def page_read(request, slug, name):
    _, found = find_page(request, slug, name)
    return run_action(request, lambda: actions.read(found, by=request.user), thing=found)


def page_act(request, slug, name, address):
    return transition_page(request, find_page(request, slug, name)[1], address)

"""Views of one's bookmarks and collections."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from observatory.collections import actions, pages
from observatory.collections.forms import CollectionForm, PutForm, RenameForm
from observatory.collections.models import Collection
from observatory.collections.rules import owner
from observatory.practices.models import GoodPractice
from observatory.practices.tabs import list_tabs
from portal.documents import pdf
from portal.web.pages import edit_page, form_page, only, run_action, transition_page, visible_or_404
from portal.workflow import Refused

YOURS = f"Seule {owner.label} la change."


def find_collection(request, reference):
    rows = pages.ROWS.exclude(pk__in=()).exclude(state="removed")
    return visible_or_404(Collection, request.user, rows=rows, reference=reference)


def published(request, slug):
    rows = GoodPractice.objects.visible_to(request.user).published()
    return visible_or_404(GoodPractice, request.user, rows=rows, slug=slug)


def collections(request):
    context = pages.home(request.user) | {
        "observatory_tabs": list_tabs(request.user, "collections")
    }
    return render(request, "observatory/collections/home.html", context)


def collection(request, reference):
    found = find_collection(request, reference)
    return render(
        request, "observatory/collections/one.html", pages.collection_page(found, request.user)
    )


def collection_open(request):
    return form_page(
        request,
        CollectionForm,
        template="observatory/collections/open.html",
        save=lambda form: actions.open_collection(
            by=request.user, organism=form.chosen, **form.facts
        ),
    )


def collection_put(request, slug):
    """In a collection, chosen or created at once."""
    practice = published(request, slug)
    return form_page(
        request,
        PutForm,
        thing=practice,
        template="observatory/collections/put.html",
        context={"practice": practice},
        save=_put,
        done=lambda found: found,
        said=lambda found: f"La pratique est rangée dans «\u00a0{found}\u00a0».",
    )


def _put(form):
    data, found = form.cleaned_data, form.chosen
    if found is None:
        organism = CollectionForm({"title": data["title"]}, by=form.by).only
        found = actions.open_collection(by=form.by, title=data["title"], organism=organism)
    actions.put(found, form.thing, by=form.by, note=data["note"])
    return found


def collection_edit(request, reference):
    found = find_collection(request, reference)
    only(owner, request.user, found, YOURS)
    return edit_page(request, found, RenameForm, context={"heading": "Renommer la collection"})


def collection_act(request, reference, address):
    found = find_collection(request, reference)
    answer = transition_page(request, found, address)
    if answer.status_code == 302 and not _reads(request, found):
        return redirect("observatory:collections")
    return answer


def _reads(request, found):
    rows = Collection.objects.visible_to(request.user)
    return rows.filter(pk=found.pk).exclude(state="removed").exists()


@require_POST
def collection_entry(request, reference, slug):
    """Move a practice up, or remove it."""
    found, practice = find_collection(request, reference), published(request, slug)
    only(owner, request.user, found, YOURS)
    change = actions.move_up if request.POST.get("act") == "up" else actions.take_out
    return run_action(
        request, lambda: change(found, practice, by=request.user), thing=found, done=found
    )


@require_POST
def bookmark(request, slug):
    practice = published(request, slug)
    return run_action(
        request,
        lambda: actions.toggle_bookmark(practice, by=request.user),
        said=_bookmark_said,
        done=practice.get_public_url(),
    )


def _bookmark_said(is_kept):
    if is_kept:
        return "La pratique est dans vos signets."
    return "La pratique n’est plus dans vos signets."


@require_safe
def collection_csv(request, reference):
    found = find_collection(request, reference)
    return csv_answer(found)


def csv_answer(found):
    answer = HttpResponse(pages.csv_of(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.csv"'
    return answer


@require_safe
def collection_pdf(request, reference):
    found = find_collection(request, reference)
    try:
        content = pages.pdf_of(found)
    except pdf.Failed as failed:
        raise Refused(str(failed), thing=found) from failed
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.pdf"'
    return answer

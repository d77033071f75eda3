"""The pages of one's bookmarks and collections."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from observatory.collections import pages, recording
from observatory.collections.forms import NEW, CollectionForm, PutForm, RenameForm
from observatory.collections.models import Collection
from observatory.collections.rules import owner
from observatory.models import GoodPractice
from observatory.rooms import rooms
from portal.documents import pdf
from portal.web.pages import edit_page, refusal, transition_page, visible_or_404
from portal.workflow import Forbidden, Problem, Refused

YOURS = Forbidden(Problem("forbidden", f"Seule {owner.label} la change."))


def find(request, reference):
    rows = pages.ROWS.exclude(pk__in=()).exclude(state="removed")
    return visible_or_404(Collection, request.user, rows=rows, reference=reference)


def published(request, slug):
    rows = GoodPractice.objects.visible_to(request.user).published()
    return visible_or_404(GoodPractice, request.user, rows=rows, slug=slug)


def collections(request):
    context = pages.home(request.user) | {"rooms": rooms(request.user, "collections")}
    return render(request, "observatory/collections/home.html", context)


def collection(request, reference):
    found = find(request, reference)
    return render(request, "observatory/collections/one.html", pages.one(found, request.user))


def collection_open(request):
    form = CollectionForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = recording.open_collection(by=request.user, organism=form.chosen, **form.facts)
            return redirect(made)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "observatory/collections/open.html", context, status=status)


def collection_put(request, slug):
    """Put the practice in a collection, chosen or made at once."""
    practice = published(request, slug)
    form = PutForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid() and (found := _put(request, practice, form)):
        messages.success(request, f"La pratique est rangée dans «\u00a0{found}\u00a0».")
        return redirect(found)
    context = {"form": form, "practice": practice}
    status = 422 if form.errors else 200
    return render(request, "observatory/collections/put.html", context, status=status)


def _put(request, practice, form):
    """The collection, or None when it is refused, which the form says."""
    data = form.cleaned_data
    try:
        if data["collection"] == NEW:
            naming = CollectionForm({"title": data["title"]}, by=request.user)
            found = recording.open_collection(
                by=request.user, title=data["title"], organism=naming.only
            )
        else:
            found = form.mine[data["collection"]]
        recording.put(found, practice, by=request.user, note=data["note"])
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    return found


def collection_edit(request, reference):
    found = find(request, reference)
    if not owner(request.user, found):
        return refusal(request, found, YOURS)
    return edit_page(request, found, RenameForm, context={"heading": "Renommer la collection"})


def collection_act(request, reference, address):
    found = find(request, reference)
    answer = transition_page(request, found, address)
    if answer.status_code == 302 and not _reads(request, found):
        return redirect("observatory:collections")
    return answer


def _reads(request, found):
    rows = Collection.objects.visible_to(request.user)
    return rows.filter(pk=found.pk).exclude(state="removed").exists()


@require_POST
def collection_entry(request, reference, slug):
    """Move a practice up, or take it out."""
    found, practice = find(request, reference), published(request, slug)
    if not owner(request.user, found):
        return refusal(request, found, YOURS)
    change = recording.move_up if request.POST.get("act") == "up" else recording.take_out
    try:
        change(found, practice, by=request.user)
    except Refused as refused:
        return refusal(request, found, refused)
    return redirect(found)


@require_POST
def bookmark(request, slug):
    practice = published(request, slug)
    is_kept = recording.toggle_bookmark(practice, by=request.user)
    said = (
        "La pratique est dans vos signets."
        if is_kept
        else "La pratique n’est plus dans vos signets."
    )
    messages.success(request, said)
    return redirect(practice.get_public_url())


@require_safe
def collection_csv(request, reference):
    found = find(request, reference)
    return csv_answer(found)


def csv_answer(found):
    answer = HttpResponse(pages.csv_of(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.csv"'
    return answer


@require_safe
def collection_pdf(request, reference):
    found = find(request, reference)
    try:
        content = pages.pdf_of(found)
    except pdf.Failed as failed:
        return refusal(request, found, Refused(Problem("pdf", str(failed))))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.pdf"'
    return answer

"""What every page needs: the visible thing or 404, the one act page, the one edit page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from portal.web.autosave import is_quiet, keep
from portal.web.once import new_key, once
from portal.workflow import Forbidden, Refused, Stale


def visible_or_404(model, user, *, rows=None, **lookup):
    """The one door to an object: a foreign one and a missing one give the same 404 (BR-01)."""
    rows = model.objects if rows is None else rows
    thing = rows.visible_to(user).filter(**lookup).first()
    if thing is None:
        raise Http404
    return thing


def expected_version(request):
    value = request.POST.get("version", "")
    return int(value) if value.isdigit() and len(value) < 10 else None


@once
def transition_page(request, thing, address, *, template="portal/act.html", context=None):
    """The one page of every transition: its effects, its form, its conditions; then `fire`.

    Whose act it is comes first (403), then the state (409), then what the person typed (422).
    """
    transition = thing.workflow.by_address(address)
    if transition is None:
        raise Http404
    if not transition.by(request.user, thing):
        return _not_yours(request, f"Seul {transition.by.label} peut faire cette étape.", thing)
    form = _form(transition, request, thing)
    page = {"thing": thing, "transition": transition, "form": form, "once": new_key()} | (
        context or {}
    )
    too_late = thing.workflow.too_late(thing, transition)
    if request.method != "POST" or too_late or not (form is None or form.is_valid()):
        return _act_page(request, page, template, too_late)
    data = form.cleaned_data if form else {}
    version = expected_version(request)
    try:
        thing = thing.workflow.fire(
            thing, transition.name, by=request.user, expected_version=version, **data
        )
    except Refused as refused:
        return _refusal(request, refused, page)
    messages.success(request, transition.success(thing))
    return redirect(thing)


def _form(transition, request, thing):
    if transition.form is None:
        return None
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    return transition.form(*data, thing=thing, by=request.user)


def _not_yours(request, sentence, thing):
    return render(request, "403.html", {"sentence": sentence, "thing": thing}, status=403)


def _act_page(request, page, template, too_late):
    thing, transition, form = page["thing"], page["transition"], page["form"]
    page["conditions"] = thing.workflow.conditions(thing, transition, request.user)
    page["problems"] = [p for c in page["conditions"] for p in c.problems]
    if too_late:
        page["problems"] = [too_late]
    page["effects"] = transition.effects(thing) if transition.effects else []
    status = 422 if form is not None and form.errors else 200
    if too_late and request.method == "POST":
        status = 409
    response = render(request, template, page, status=status)
    add_never_cache_headers(response)
    return response


def _refusal(request, refused, page):
    thing = page["thing"]
    if isinstance(refused, Forbidden):
        return _not_yours(request, str(refused), thing)
    if isinstance(refused, Stale):
        page |= {"current": refused.current, "mine": page["form"]}
        return render(request, "portal/conflict.html", page, status=409)
    problems = thing.workflow.mendable(thing, refused.problems, request.user)
    page |= {"problems": problems, "conditions": [], "effects": []}
    return render(request, "portal/act.html", page, status=409)


@once
def edit_page(request, thing, form_class, *, template="portal/edit.html", context=None, done=None):
    """The one page that edits fields of a thing: kept input, version check, both texts on conflict."""
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_class(*data, instance=thing, by=request.user)
    seen = request.POST.get("seen") if form.saves_itself else None
    if form.saves_itself and is_quiet(request):
        return keep(form, lambda: form.marks(form.save(seen=seen, is_quiet=True)))
    page = {"thing": thing, "form": form, "once": new_key(), "version": thing.version} | (
        context or {}
    )
    if request.method == "POST" and form.is_valid():
        try:
            form.save(expected_version=expected_version(request), seen=seen)
        except Stale as stale:
            return _edit_conflict(request, form_class, stale.current, form, page)
        except Refused as refused:
            form.add_error(None, str(refused))
            return render(request, template, page, status=409)
        messages.success(request, "C’est enregistré.")
        return redirect(done or thing)
    return render(request, template, page, status=422 if form.errors else 200)


def _edit_conflict(request, form_class, current, form, page):
    """Both texts side by side; posting again with the new version keeps mine."""
    theirs = form_class(instance=current)
    form.seen = theirs.seen
    pairs = [
        (field, theirs[field.name].value())
        for field in form.visible_fields()
        if str(theirs[field.name].value() or "") != str(field.value() or "")
    ]
    page |= {"current": current, "version": current.version, "pairs": pairs, "form": form}
    return render(request, "portal/conflict.html", page, status=409)


def refusal(request, thing, problem):
    """The page of a writing that was refused: 403 to whom it never belongs, 409 to whom it does."""
    status = 403 if isinstance(problem, Forbidden) else 409
    context = {"sentence": str(problem), "thing": thing}
    return render(request, "403.html", context, status=status)

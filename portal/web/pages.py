"""Form pages: `visible_or_404`, `form_page`, `edit_page`, `transition_page`, `run_action`.

A view finds its thing, says whose page it is, and hands the rest over:

    def session_addendum(request, reference):
        session = session_of(request, reference)
        only(secretary, request.user, session)
        return form_page(
            request, AddendumForm, thing=session, template=ADDENDUM, initial=pending_text(session),
            save=lambda form: correcting.write(
                session, by=request.user, expected_version=form.expected_version, **form.facts
            ),
            said="Additif enregistré. La présidence est prévenue.", done=minutes_url(session),
        )

`save` raises Refused, Stale or ValidationError: the page shows it above the form, whose input is kept.
Anywhere else a view raises: `portal.web.middleware.Submissions` makes the page of the refusal, and
makes every sending single. How to convert a view: docs/forms.md.
"""

import logging
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import FileField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from portal.access import Rule
from portal.access.rules import Person
from portal.spreadsheets.sheets import Unreadable
from portal.web.errors import mendable
from portal.web.forms import Form
from portal.web.submissions import kept_files
from portal.web.submissions.autosave import is_quiet, keep
from portal.web.submissions.edit_conflicts import stamp, unless_rewritten
from portal.workflow import Forbidden, Problem, Refused, Stale
from portal.workflow.effects import foretold

logger = logging.getLogger("portal.web.pages")
SAVED = "C’est enregistré."
REWRITTEN = "Ce texte a changé pendant que vous écriviez. Le vôtre est gardé."


def visible_or_404(
    model: type[Model], user: Person, *, rows: QuerySet | None = None, **lookup: object
) -> Model:
    """The one door to an object: a foreign one and a missing one give the same 404 (BR-01).

    An address that would name several names none: a 404 too, which the log tells.
    """
    rows = model.objects if rows is None else rows
    try:
        return rows.visible_to(user).get(**lookup)
    except model.DoesNotExist:
        raise Http404 from None
    except model.MultipleObjectsReturned as several:
        logger.exception("%s: several rows for %s", model._meta.label, lookup)
        raise Http404 from several


def only(rule: Rule | Callable, user: Person, thing: object = None, said: str = "") -> None:
    """Whose page it is: Forbidden, with its sentence, to anybody else."""
    if not rule(user, thing):
        said = (rule.refusal(user, thing) if isinstance(rule, Rule) else "") or said
        raise Forbidden(said or f"Cette page est à\u00a0: {rule.label}.", thing=thing)


def form_page(
    request: HttpRequest,
    form_class: type,
    *,
    save: Callable,
    thing: Model | None = None,
    name: str = "form",
    template: str = "portal/edit.html",
    title: str = "",
    submit: str = "",
    context: dict | None = None,
    said: str | Callable = "",
    done: str | Callable | None = None,
    quietly: Callable | None = None,
    preview: Callable | None = None,
    conflict: str = "",
    rewrites: tuple | None = None,
    **given: object,
) -> HttpResponse:
    """The one page of a form: shown (200), to correct (422), refused or outrun (409), done (302).

    `save(form)` writes, and gives what it made; `said` and `done` are values, or functions of that
    (without `done`: its page, or the thing's). `quietly(form)` keeps what is typed by itself and
    gives its new marks. `preview(form)` gives what another button shows instead, or None. `conflict`
    is another template for both texts, `name` the form's in the template. `rewrites`: (a row, its
    fields) that the form shows and writes again; what was written since is told, never replaced.
    `given` goes to the form, with `thing` and `by`.
    """
    data = (request.POST, kept_files.sent(request)) if request.method == "POST" else ()
    form = form_class(*data, thing=thing, by=request.user, **given)
    if rewrites:
        form.seen, form.conflict = stamp(*rewrites), REWRITTEN
        save = unless_rewritten(save, thing, *rewrites)
    if kept_files.is_ahead(request):
        return kept_files.ahead(request, form)
    if quietly and is_quiet(request):
        return keep(form, lambda: quietly(form))
    page = {"heading": title, "submit": submit, "thing": thing} | (context or {})
    page |= {name: form} | _version_shown(request, form, thing, page)
    if request.method == "POST" and form.is_valid():
        page["preview"] = preview(form) if preview else None
        if page["preview"] is None and (outcome := _attempt(form, save, thing, page, request.user)):
            kept_files.leave(form)
            return _done(request, outcome[0], said, done, thing)
    _keep_files(request, form)
    status = 409 if form.refusal else 422 if form.errors else 200
    page["saves_itself"] = bool(quietly) and status == 200
    is_outrun = conflict and "current" in page
    return _fresh(request, conflict if is_outrun else template, page, status)


def _keep_files(request, form):
    """What was chosen is not to be chosen again, whatever else is to correct."""
    if request.method == "POST":
        form.say_what_is_lost(kept_files.keep(request, form))


def _version_shown(request, form, thing, page):
    """The version and the stamp that the form carries: those that its reader saw first."""
    if request.method == "POST":
        return {name: request.POST[name] for name in ("version", "seen") if name in request.POST}
    return {
        "version": page.get("version", getattr(thing, "version", "")),
        "seen": page.get("seen", form.seen),
    }


def _attempt(form, save, thing, page, user):
    """(what was made,), or None: the form then says why nothing was written."""
    try:
        return (save(form),)
    except Forbidden as refused:
        raise refused.about(thing) from None
    except Stale as stale:
        form.refuse_conflict(stale.current)
        page |= _outrun(stale) | {"seen": stale.seen or form.stamp_of(stale.current)}
    except Refused as refused:
        form.refuse(mendable(thing, refused, user))
    except Unreadable as unreadable:  # a file kept, read again
        form.refuse([Problem(unreadable.code, unreadable.sentence)])
    except ValidationError as error:  # a file that the store refuses
        files = [name for name, field in form.fields.items() if isinstance(field, FileField)]
        form.add_error(files[0] if files else None, error)
    return None


def _outrun(stale):
    return {"current": stale.current, "version": getattr(stale.current, "version", "")}


def _done(request, outcome, said, done, thing):
    if told := said(outcome) if callable(said) else said:
        messages.success(request, told)
    where = done(outcome) if callable(done) else done
    return redirect(where or outcome or thing)


def _fresh(request, template, page, status):
    """Asked again when one comes back to it: what it offers may be done already."""
    response = render(request, template, page, status=status)
    add_never_cache_headers(response)
    return response


def run_action(
    request: HttpRequest,
    action: Callable,
    *,
    thing: Model | None = None,
    said: str | Callable = "",
    done: str | Callable | None = None,
    otherwise: Callable | None = None,
) -> HttpResponse:
    """A button without a form: `action()` writes; the rest as in `form_page`.

    `otherwise(problems)` answers a refusal with the page that the button stands on (409 is its
    affair); without it the refusal has a page of its own, that leads back to `thing`.
    """
    try:
        outcome = action()
    except Forbidden as refused:
        raise refused.about(thing) from None
    except Refused as refused:
        if otherwise is None:
            raise refused.about(thing) from None
        return otherwise(mendable(thing, refused, request.user))
    return _done(request, outcome, said, done, thing)


def edit_page(
    request: HttpRequest,
    thing: Model,
    form_class: type,
    *,
    template: str = "portal/edit.html",
    context: dict | None = None,
    done: str | Callable | None = None,
) -> HttpResponse:
    """The one page that edits fields of a thing: only they are written, version or stamp compared."""

    def save(form):
        form.save(expected_version=form.expected_version, seen=_stamp(form))

    def keep_quietly(form):
        return form.marks(form.save(seen=_stamp(form), is_quiet=True))

    if not form_class.saves_itself:
        context = {"seen": ""} | (context or {})  # its version is compared
    return form_page(
        request,
        form_class,
        thing=thing,
        save=save,
        template=template,
        context=context,
        said=SAVED,
        done=done,
        quietly=keep_quietly if form_class.saves_itself else None,
        conflict="portal/conflict.html",
    )


def _stamp(form):
    return form.expected_stamp if form.saves_itself else None


def transition_page(
    request: HttpRequest,
    thing: Model,
    address: str,
    *,
    template: str = "portal/act.html",
    context: dict | Callable | None = None,
) -> HttpResponse:
    """The one page of every step: its effects, its form, its conditions; then `fire`.

    Whose act it is comes first (403), then the state (409), then what the person typed (422).
    """
    transition = thing.workflow.by_address(address)
    if transition is None:
        raise Http404
    only(transition.by, request.user, thing, f"Seul {transition.by.label} peut faire cette étape.")
    data = (request.POST, kept_files.sent(request)) if request.method == "POST" else ()
    form = (transition.form or Form)(*data, thing=thing, by=request.user)
    if kept_files.is_ahead(request):
        return kept_files.ahead(request, form)
    page = {"thing": thing, "transition": transition, "form": form if transition.form else None}
    page |= (context or {}) | _version_shown(request, form, thing, {})
    too_late = thing.workflow.too_late(thing, transition)
    if request.method == "POST" and not too_late and form.is_valid():
        return _step(request, page, form, template)
    _keep_files(request, form)
    status = 422 if form.errors else 409 if too_late and request.method == "POST" else 200
    found = [] if too_late else thing.workflow.conditions(thing, transition, request.user)
    problems = [too_late] if too_late else [p for one in found for p in one.problems]
    return _step_page(request, page, template, problems, status)


def _step(request, page, form, template):
    thing, transition = page["thing"], page["transition"]
    about = {"by": request.user, "expected_version": form.expected_version}
    try:
        moved = thing.workflow.fire(thing, transition.name, **about, **form.cleaned_data)
    except Stale as stale:
        _keep_files(request, form)
        return _fresh(request, "portal/conflict.html", page | _outrun(stale), 409)
    except Refused as refused:
        if isinstance(refused, Forbidden):
            raise
        _keep_files(request, form)
        problems = mendable(thing, refused, request.user)
        return _step_page(request, page, template, problems, 409)
    kept_files.leave(form)
    messages.success(request, transition.success(moved, request.user))
    return redirect(moved)


def _step_page(request, page, template, problems, status):
    page |= {
        "problems": problems,
        "effects": foretold(page["transition"], page["thing"], request.user),
    }
    return _fresh(request, template, page, status)

"""Views of a person's messages: list, preferences, one-press unsubscribe.

No form page for `stop`: a program presses it for its reader, and its answer may not be a redirection (RFC 8058).
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.inbox import actions, listing
from portal.inbox.forms import PreferencesForm
from portal.notifications import catalogue, schedule, unsubscribe
from portal.notifications.models import Message
from portal.ui import words
from portal.web.pages import form_page, run_action

NAMED = 3  # titles told after a save
SAVED = "Vos choix sont enregistrés, aussi pour ce qui attend déjà."


def _asked(data):
    """(view, group) of an address or a form; what is unknown is the first view, every group."""
    view, group = data.get("vue", ""), data.get("groupe", "")
    known = group in {one.group.title for one in catalogue.lines().values()}
    return view if view in listing.VIEWS else listing.UNREAD, group if known else ""


def _address(view, group, page=""):
    query = {"vue": view, "groupe": group, "page": page if page.isdecimal() else ""}
    return reverse("messages", query={key: value for key, value in query.items() if value})


@require_GET
def message_list(request):
    view, group = _asked(request.GET)
    page, rows = listing.page_of(request.user, view, group, request.GET.get("page"))
    tabs = [
        {"label": label, "url": _address(key, group), "is_current": key == view}
        for key, label in listing.VIEWS.items()
    ]
    context = {"page": page, "rows": rows, "tabs": tabs, "view": view, "group": group}
    context["groups"] = list(catalogue.groups())
    return render(request, "portal/inbox/list.html", context)


@require_POST
def message_mark(request):
    """`act` is « read:12 » or « done:all »; a link that is followed says so quietly."""
    act, _, key = request.POST.get("act", "").partition(":")
    view, group = _asked(request.POST)
    if act not in actions.MARKS:
        raise Http404
    if "X-Quiet" in request.headers:
        _mark(request.user, act, key, view, group)
        return HttpResponse(status=204)
    return run_action(
        request,
        lambda: _mark(request.user, act, key, view, group),
        said=actions.SAID[act],
        done=_address(view, group, request.POST.get("page", "")),
    )


def _mark(user, act, key, view, group):
    if key == "all":
        return actions.mark_all(user, act, view, group)
    try:
        return actions.mark(user, act, int(key))
    except (ValueError, OverflowError, Message.DoesNotExist):
        raise Http404 from None


def preferences(request):
    """Saved, then shown with its effect; `HX-Request` (a change of the page) shows it without saving."""
    user = request.user
    box, paces = actions.mailbox_of(user), schedule.paces_of(user)
    if "HX-Request" in request.headers:
        return _effect(request, box, paces)
    return form_page(
        request,
        PreferencesForm,
        template="portal/inbox/preferences.html",
        box=box,
        paces=paces,
        context={"box": box, "effect": actions.effect(user, box, paces)},
        save=lambda form: _save(user, form),
        said=str,
        done=request.path,
    )


def _save(user, form):
    """What was saved, in a sentence."""
    actions.save(user, form.hours, form.paces)
    titles = [f"«\u00a0{one.title}\u00a0»" for one in form.changed_lines]
    named = ", ".join(titles if len(titles) <= NAMED else [*titles[:NAMED], "…"])
    kinds = words.count(len(titles), "message", "messages") + f" ({named})" if titles else ""
    changed = " et ".join(filter(None, ("vos heures" if form.has_new_hours else "", kinds)))
    return f"{SAVED} Ce qui change\u00a0: {changed}." if changed else f"{SAVED} Rien n’a changé."


def _effect(request, box, paces):
    """What the choices of the page would make, as they change; nothing is saved."""
    form = PreferencesForm(request.POST or None, by=request.user, box=box, paces=paces)
    if form.is_valid():
        box, paces = form.as_shown(), paces | form.paces
    context = {"form": form, "effect": actions.effect(request.user, box, paces)}
    return render(request, "portal/inbox/effect.html", context)


@require_POST
def resume(request):
    def shown(problems):
        messages.warning(request, problems[0].text)
        return redirect("messages_preferences")

    return run_action(
        request,
        lambda: actions.resume(request.user),
        done="messages_preferences",
        said="La pause est finie\u00a0: vos courriels reprennent.",
        otherwise=shown,
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def stop(request, token):
    """RFC 8058: a POST stops these mails at once, without a session; a GET asks."""
    try:
        message = unsubscribe.named(token)
    except LookupError:
        raise Http404 from None
    if is_done := request.method == "POST":
        unsubscribe.stop(message)
    kinds = unsubscribe.kinds(message)
    return render(request, "portal/inbox/stop.html", {"kinds": kinds, "is_done": is_done})

"""A person's messages: the list and its marks, the preferences, and the address that stops a kind of mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.inbox import listing, marking, subscriptions
from portal.inbox.forms import PreferencesForm
from portal.notifications import catalogue, schedule, unsubscribe
from portal.notifications.models import Message


def _asked(data):
    """(view, group) of an address or a form; what is unknown is the first view, every group."""
    view, group = data.get("vue", ""), data.get("groupe", "")
    known = group in {one.group for one in catalogue.lines().values()}
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
    if act not in marking.MARKS:
        raise Http404
    if key == "all":
        marking.mark_all(request.user, act, view, group)
    else:
        _mark_one(request.user, act, key)
    if "X-Quiet" in request.headers:
        return HttpResponse(status=204)
    messages.success(request, marking.SAID[act])
    return redirect(_address(view, group, request.POST.get("page", "")))


def _mark_one(user, act, key):
    try:
        marking.mark(user, act, int(key))
    except (ValueError, OverflowError, Message.DoesNotExist):
        raise Http404 from None


def preferences(request):
    """Saved, then shown with its effect; `HX-Request` (a change of the page) shows it without saving."""
    user, is_preview = request.user, "HX-Request" in request.headers
    box, paces = subscriptions.mailbox_of(user), schedule.paces_of(user)
    form = PreferencesForm(
        *([request.POST] if request.method == "POST" else []), box=box, paces=paces
    )
    if request.method == "POST" and form.is_valid():
        if not is_preview and _is_saved(request, form):
            return redirect("messages_preferences")
        box, paces = form.as_shown(), form.paces
    context = {"form": form, "box": box, "effect": subscriptions.effect(user, box, paces)}
    name = "effect" if is_preview else "preferences"
    status = 422 if form.errors and not is_preview else 200
    return render(request, f"portal/inbox/{name}.html", context, status=status)


def _is_saved(request, form):
    try:
        subscriptions.save(request.user, form.hours, form.paces)
    except subscriptions.Busy as busy:
        form.add_error(None, str(busy))
        return False
    messages.success(request, "Vos choix sont enregistrés, aussi pour ce qui attend déjà.")
    return True


@require_POST
def resume(request):
    try:
        subscriptions.resume(request.user)
    except subscriptions.Busy as busy:
        messages.warning(request, str(busy))
    else:
        messages.success(request, "La pause est finie\u00a0: vos courriels reprennent.")
    return redirect("messages_preferences")


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

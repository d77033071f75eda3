"""The delivery log: a list for the office and the technique, one mail and its sending again for the office."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from portal import journal, mail
from portal.posting import again, log
from portal.posting.catalogue import title
from portal.posting.forms import LogFilter
from portal.posting.rules import is_office, reads_the_log
from portal.posting.tabs import only_the_office, tabs
from portal.web.once import new_key, once
from portal.workflow import Refused

PAGE = 50


def deliveries(request):
    if not reads_the_log(request.user):
        raise Http404
    is_whole = is_office(request.user)
    form = LogFilter(request.GET, is_whole=is_whole)
    rows = form.narrow(log.rows().visible_to(request.user), request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "is_whole": is_whole,
        "is_narrowed": any(request.GET.values()),
    }
    context |= {"lines": log.lines(page.object_list, request.user)}
    context |= {"tabs": tabs(request, "posting:deliveries")}
    return render(request, "portal/posting/deliveries.html", context)


def delivery(request, uid):
    found = _found(request, uid)
    return render(request, "portal/posting/delivery.html", _page(request, found))


def _found(request, uid):
    only_the_office(request)
    found = log.rows().visible_to(request.user).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def _page(request, found):
    """The text is told to who sees the page that it is about: the log opens nothing more."""
    thing = log.seen_things([found], request.user).get((found.thing_type, found.thing_id))
    family = log.rows().visible_to(request.user).filter(again_of=again.first(found))
    return {
        "delivery": found,
        "line": log.line(found, True, thing),
        "thing": thing,
        "problem": again.problems(found),
        "others": log.lines(family.exclude(pk=found.pk), request.user),
        "first": found.again_of,
        "lost": log.still_lost(found),
        "message_id": found.sent_as or found.message_id,
        "entries": journal.of(again.first(found)),
        "trail_title": title(found.notice),
    }


@once
def send_again(request, uid):
    """A confirmation, then a new sending with its own suffix; two clicks have one effect."""
    found = _found(request, uid)
    context = _page(request, found) | {"once": new_key()}
    context["next_id"] = mail.message_id(again.next_event(found))
    if request.method != "POST":
        return render(request, "portal/posting/send_again.html", context)
    try:
        queued = again.send(found, by=request.user)
    except Refused as refused:
        context["problem"] = str(refused)
        return render(request, "portal/posting/send_again.html", context, status=409)
    messages.success(request, "Le courriel part dans la minute, s’il est encore vrai.")
    return redirect("posting:delivery", queued.uid)

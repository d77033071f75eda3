"""Views of the delivery log: list, one mail, resending."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from portal.exports.tables import exported
from portal.mail_desk import actions, listing
from portal.mail_desk.catalogue import title
from portal.mail_desk.exports import MAILS
from portal.mail_desk.forms import LogFilter
from portal.mail_desk.rules import is_office, reads_the_log
from portal.mail_desk.tabs import only_the_office, tabs
from portal.notifications import backends
from portal.web.forms import Form
from portal.web.pages import form_page
from portal.web.pagination import Paginator
from portal.workflow import audit_log

PAGE = 50


@exported(MAILS)
def deliveries(request):
    if not reads_the_log(request.user):
        raise Http404
    is_whole = is_office(request.user)
    form = LogFilter(request.GET, is_whole=is_whole)
    rows = form.narrow(listing.rows().visible_to(request.user), request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "is_whole": is_whole,
        "is_narrowed": any(request.GET.values()),
    }
    context |= {"lines": listing.lines(page.object_list, request.user)}
    context |= {"tabs": tabs(request, "posting:deliveries")}
    return render(request, "portal/mail_desk/deliveries.html", context)


def delivery(request, uid):
    found = _find_mail(request, uid)
    return render(request, "portal/mail_desk/delivery.html", _page(request, found))


def _find_mail(request, uid):
    only_the_office(request)
    found = listing.rows().visible_to(request.user).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def _page(request, found):
    """The text is told to who sees the page that it is about: the log opens nothing more."""
    thing = listing.seen_things([found], request.user).get((found.thing_type, found.thing_id))
    family = listing.rows().visible_to(request.user).filter(again_of=actions.first(found))
    return {
        "delivery": found,
        "line": listing.line(found, True, thing),
        "thing": thing,
        "problem": actions.problems(found),
        "others": listing.lines(family.exclude(pk=found.pk), request.user),
        "first": found.again_of,
        "lost": listing.still_lost(found),
        "message_id": found.sent_as or found.message_id,
        "entries": audit_log.entries_of(actions.first(found)),
        "trail_title": title(found.notice),
    }


def send_again(request, uid):
    """A confirmation, then a new sending with its own suffix; two clicks have one effect."""
    found = _find_mail(request, uid)
    context = _page(request, found) | {"next_id": backends.message_id(actions.next_event(found))}
    return form_page(
        request,
        Form,
        template="portal/mail_desk/send_again.html",
        context=context,
        save=lambda form: actions.send(found, by=form.by),
        said="Le courriel part dans la minute, s’il est encore vrai.",
        done=lambda queued: reverse("posting:delivery", args=[queued.uid]),
    )

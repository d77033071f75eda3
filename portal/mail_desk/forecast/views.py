"""Views of the 30-day forecast and of holds."""

from datetime import date

from django.http import Http404
from django.shortcuts import render

from portal.access.models import User
from portal.mail_desk import actions
from portal.mail_desk import listing as log
from portal.mail_desk.catalogue import kinds, title
from portal.mail_desk.forecast import listing as future
from portal.mail_desk.forecast import pages
from portal.mail_desk.forms import HoldForm
from portal.mail_desk.models import Delivery, Hold
from portal.mail_desk.tabs import only_the_office, tabs
from portal.web.pages import form_page, transition_page, visible_or_404
from portal.workflow import audit_log

SHOWN = 200


def forecast(request):
    only_the_office(request)
    holds = Hold.objects.visible_to(request.user).filter(state=Hold.State.HELD)
    holds = list(holds.order_by("until_on"))
    days, total = pages.summary()
    context = {"days": days, "total": total, "tabs": tabs(request, "posting:forecast")}
    context |= {"holds": holds, "span": future.DAYS}
    return render(request, "portal/mail_desk/forecast.html", context)


def on_a_day(request, day, key):
    """What leaves that day of that type: about what, to whom, why, what cancels it, in which words."""
    only_the_office(request)
    rows = [row for row in future.coming(key=key) if row.day == _day(day)]
    if not rows:
        raise Http404
    things = log.seen_things([pages.Target(row) for row in rows], request.user)
    people = User.objects.visible_to(request.user).in_bulk(pages.people_keys(rows[:SHOWN]))
    context = {
        "title": title(key),
        "day": rows[0].day,
        "key": key,
        "count": pages.people(rows),
    }
    stops = pages.shared_stops(rows[:SHOWN])
    context |= {
        "rows": [pages.describe_row(row, things, people, stops) for row in rows[:SHOWN]],
        "stops": stops,
        "hidden": max(0, len(rows) - SHOWN),
    }
    context |= {"sample": pages.sample(rows, things, people)}
    return render(request, "portal/mail_desk/on_a_day.html", context)


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def hold_kind(request, key):
    """A type; with `page`, the address of a thing that mails are to come about, that thing too."""
    only_the_office(request)
    if key not in kinds():
        raise Http404
    return _hold(request, pages.choices(key, _thing(request, key)), {"back": "posting:forecast"})


def _thing(request, key):
    page = request.GET.get("page", "")
    found = {row.thing.get_absolute_url(): row for row in future.coming(key=key)} if page else {}
    if page not in found:
        return None
    target = pages.Target(found[page])
    return log.seen_things([target], request.user).get((target.thing_type, target.thing_id))


def hold_delivery(request, uid):
    only_the_office(request)
    found = visible_or_404(Delivery, request.user, uid=uid, state=Delivery.State.PENDING)
    thing = log.seen_things([found], request.user).get((found.thing_type, found.thing_id))
    return _hold(request, pages.choices(found.notice, thing, found), {"delivery": found})


def _hold(request, choices, context):
    """The page of a hold, and its writing."""
    about = {code: about for code, _said, about in choices}

    def save(form):
        data = form.facts
        return actions.hold(form.by, **about[data.pop("portee")], **data)

    return form_page(
        request,
        HoldForm,
        template="portal/mail_desk/hold_form.html",
        context=context,
        save=save,
        choices=[(code, said) for code, said, _about in choices],
        said="Ces courriels sont retenus. Ceux qui partaient à l’instant sont partis.",
    )


def hold(request, reference):
    found = visible_or_404(Hold, request.user, reference=reference)
    context = {"hold": found, "offers": found.workflow.offers(found, request.user)}
    return render(
        request, "portal/mail_desk/hold.html", context | {"entries": audit_log.entries_of(found)}
    )


def hold_act(request, reference, address):
    return transition_page(
        request, visible_or_404(Hold, request.user, reference=reference), address
    )

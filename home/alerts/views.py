"""Public views of alerts: ask, confirm, stop without an account; the feed of the directory, offered first.

`alert_stop` is no form page: mail programs post to it for their user and may not be redirected (RFC 8058).
"""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from home.alerts import actions, comparing
from home.alerts.forms import AskForm
from observatory.public import kept_search, search_words
from portal.web.forms import Form
from portal.web.pages import form_page
from portal.web.submissions.public_forms import fill

FOLDER = "home/alerts"


@login_not_required
def alert(request):
    """The address may hold the subject, the place and the search; its facets are kept with the words typed."""
    asked = kept_search(request.GET.get("recherche", "")[:900])
    facets = QueryDict(asked, mutable=True)
    words = "".join(facets.pop("q", []))
    place = request.GET.get("region", ""), request.GET.get("departement", "")
    initial = {
        "subject": request.GET.get("sujet", ""),
        "place": f"r{place[0]}" if place[0] else f"d{place[1]}" if place[1] else "",
        "words": words,
    }

    def send(key, sender_email, words, **facts):
        query = ""
        if facts["subject"] == "pratiques":
            query = kept_search(
                "&".join(filter(None, (urlencode({"q": words}), facets.urlencode())))
            )
        actions.ask(sender_email, query=query, **facts)
        return ""

    context = {
        "facets": search_words(facets.urlencode()) if facets else "",
        "search_query": asked,
        "feed_query": urlencode(
            {k: v for k, v in zip(("region", "departement"), place, strict=True) if v}
        ),
    }
    return fill(
        request,
        AskForm,
        f"{FOLDER}/ask.html",
        send=send,
        done="home:alert_asked",
        initial=initial,
        context=context,
    )


@require_safe
@never_cache
@login_not_required
def alert_asked(request):
    return render(request, f"{FOLDER}/asked.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def alert_confirm(request, token):
    """POST confirms, not GET: programs that follow links ask for nothing."""
    try:
        found = actions.asked(token)
    except LookupError:
        raise Http404 from None
    if found is None:
        return render(request, f"{FOLDER}/over.html", status=410)
    return form_page(
        request,
        Form,
        template=f"{FOLDER}/confirm.html",
        context={"alert": found, "about": comparing.about(found)},
        save=lambda form: actions.confirm(found),
        done=request.path,
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def alert_stop(request, token):
    """RFC 8058: a POST to the secret URL stops it at once, without a session; GET asks."""
    found = actions.received(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        found = actions.stop(found)
    context = {"alert": found, "about": comparing.about(found)}
    return render(request, f"{FOLDER}/stop.html", context)

"""Public views of the letter: subscribe, confirm, unsubscribe, past issues.

`letter_stop` is no form page: mail programs post to it for their user and may not be redirected (RFC 8058).
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from home.letter import pages, recipients
from home.letter.actions import letter_content
from home.letter.forms import AskForm
from home.letter.models import LetterIssue
from portal.cache.pages import cached_page
from portal.web.forms import Form
from portal.web.pages import form_page
from portal.web.submissions.public_forms import fill

ASK = "home/letter/ask.html"


@login_not_required
def letter(request):
    """The same answer to all: nobody learns who is subscribed."""

    def send(key, sender_email, **_):
        recipients.ask(sender_email)
        return ""

    return fill(request, AskForm, ASK, send=send, done="home:letter_asked")


@require_safe
@never_cache
@login_not_required
def letter_asked(request):
    return render(request, "home/letter/asked.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def letter_confirm(request, token):
    """POST confirms, not GET: programs that follow links subscribe nobody."""
    try:
        found = recipients.asked(token)
    except LookupError:
        raise Http404 from None
    if found is None:
        return render(request, "home/letter/over.html", status=410)
    return form_page(
        request,
        Form,
        template="home/letter/confirm.html",
        context={"subscription": found},
        save=lambda form: recipients.confirm(found),
        done=request.path,
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def letter_stop(request, token):
    """RFC 8058: a POST to the secret URL unsubscribes at once, without a session; GET asks."""
    found = recipients.received(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        found = recipients.stop(found)
    return render(request, "home/letter/stop.html", {"subscription": found})


@cached_page()
@require_safe
@login_not_required
def letter_archive(request):
    return render(request, "home/letter/archive.html", {"letters": pages.sent_issues()})


@cached_page()
@require_safe
@login_not_required
def letter_read(request, code):
    rows = LetterIssue.objects.visible_to(request.user)
    issue = rows.filter(month=pages.month_of(code), state="sent").first()
    if issue is None:
        raise Http404
    context = {"issue": issue, "shown": letter_content(issue)}
    return render(request, "home/letter/read.html", context)

"""Public views of requests: four forms, thanks, tracking, an admission's confirmation and its précision."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from labelling.committee.complaints import submissions
from labelling.committee.complaints.authors import actions, links
from labelling.committee.complaints.authors.forms import (
    AdmissionForm,
    ComplaintForm,
    EnquiryForm,
    MisuseForm,
    SpecifyForm,
    public_name,
)
from labelling.committee.complaints.models import Admission, Complaint, Enquiry, MisuseReport
from labelling.parties.framework import binding
from portal.web.forms import Form
from portal.web.pages import form_page
from portal.web.submissions.public_forms import fill, sent

FOLDER = "labelling/complaints/public"
DONE = "labelling:request_sent"


# What an address may choose beforehand: the name in it, the field of the form.
CHOSEN = {"motif": "reason", "objet": "about", "sujet": "topic"}


def chosen(query):
    """The initial values that an address asks for: a reason, a subject, an organism of the directory by its slug."""
    found = {field: query[name] for name, field in CHOSEN.items() if name in query}
    if name := public_name(query.get("organisme", "")):
        found["organism_name"] = name
    return found


def write(request, model, form_class, name):
    """The form, filled with what its address says and with what a signed-in person has no need to type."""

    def send(**facts):
        return actions.receive(model, **facts).reference

    initial = chosen(request.GET)
    if request.user.is_authenticated:
        initial |= {"sender_name": str(request.user), "sender_email": request.user.email}
    template, context = f"{FOLDER}/{name}.html", {"is_provisional": binding.are_provisional()}
    return fill(
        request, form_class, template, send=send, done=DONE, initial=initial, context=context
    )


@login_not_required
def enquiry_write(request):
    return write(request, Enquiry, EnquiryForm, "enquiry")


@login_not_required
def misuse_report(request):
    return write(request, MisuseReport, MisuseForm, "misuse")


@login_not_required
def complaint_write(request):
    return write(request, Complaint, ComplaintForm, "complaint")


@login_not_required
def admission_ask(request):
    return write(request, Admission, AdmissionForm, "admission")


@require_safe
@never_cache
@login_not_required
def request_sent(request):
    """The same for all; with its reference and its link for whoever has just written."""
    thing = links.find_request(sent(request) or "")
    context = {"thing": thing, "to_confirm": links.time_to_confirm(thing)}
    return render(request, f"{FOLDER}/sent.html", context)


@require_safe
@never_cache
@login_not_required
def request_follow(request, token):
    """State, promised date and answer; never who wrote, nor their text (the link may travel)."""
    thing = _followed(token)
    context = links.page(thing) | {"token": token}
    return _secret(render(request, f"{FOLDER}/follow.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def admission_confirm(request, token):
    """POST confirms, not GET: programs that follow links confirm nothing."""
    try:
        admission = links.asked(token)
    except LookupError:
        raise Http404 from None
    if admission is None:
        return _secret(render(request, f"{FOLDER}/over.html", status=410))
    return _secret(
        form_page(
            request,
            Form,
            template=f"{FOLDER}/confirm.html",
            context={"admission": admission},
            save=lambda form: actions.confirm(admission),
            done=request.path,
        ),
        referrer="strict-origin",
    )


@login_not_required
def admission_specify(request, token):
    """The answer to the question of an admission; without a question, the page that tells it."""
    thing = _followed(token)
    if not getattr(thing, "question", ""):
        return redirect(thing.follow_path)

    def send(key, text):
        actions.receive_precision(thing, text)
        return thing.reference

    return _secret(
        fill(
            request,
            SpecifyForm,
            f"{FOLDER}/specify.html",
            send=send,
            done=thing.follow_path,
            context={"thing": thing},
        ),
        referrer="strict-origin",
    )


def _followed(token):
    thing = links.find_request(submissions.reference_of(token) or "")
    if thing is None:
        raise Http404
    return thing


def _secret(response, referrer="no-referrer"):
    """Without any referrer, a browser sends a form from nowhere, and it is refused: such a page tells its origin."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = referrer
    return response

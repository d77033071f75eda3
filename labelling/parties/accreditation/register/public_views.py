"""Public views of accreditations: the form of who asks to become an auditor, and its thanks."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from labelling.parties.accreditation.register import candidates
from labelling.parties.accreditation.register.forms import CandidateForm
from portal.web.submissions.public_forms import fill

FOLDER = "labelling/accreditation/public"


@login_not_required
def candidate_ask(request):
    """The same answer to all: nobody learns who is an auditor."""

    def send(**facts):
        candidates.receive(**facts)
        return ""

    initial = None
    if request.user.is_authenticated:
        person = request.user
        initial = {
            "first_name": person.first_name,
            "last_name": person.last_name,
            "sender_email": person.email,
        }
    return fill(
        request,
        CandidateForm,
        f"{FOLDER}/ask.html",
        send=send,
        done="labelling:candidate_asked",
        initial=initial,
    )


@require_safe
@never_cache
@login_not_required
def candidate_asked(request):
    return render(request, f"{FOLDER}/asked.html")

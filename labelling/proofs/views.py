"""The pages of proofs: list, deposit, one proof, its acts."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render

from labelling.proofs import pages, recording
from labelling.proofs.forms import ProofFilter, SubmitForm
from labelling.proofs.models import BrandProof
from portal.web.once import new_key, once
from portal.web.pages import transition_page, visible_or_404
from portal.workflow import Refused

PAGE = 25
HURRIED = "La date d’impression tombe avant la fin du délai de relecture\u00a0: prévenez la Dircom."
NO_LICENCE = "Un bon à tirer s’envoie sous une licence de marque en vigueur. Votre organisme n’en a pas aujourd’hui."


def _found(request, reference):
    return visible_or_404(BrandProof, request.user, rows=pages.PROOFS, reference=reference)


def proof_list(request):
    form = ProofFilter(request.GET)
    page = Paginator(pages.listed(request.user, form), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page} | pages.sending(request.user)
    return render(request, "labelling/proofs/list.html", context)


@once
def proof_submit(request):
    licences = recording.usable_licences(request.user)
    if not licences:
        return render(request, "403.html", {"sentence": NO_LICENCE}, status=403)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form, status = SubmitForm(*data, licences=licences, by=request.user), 200
    if request.method == "POST" and form.is_valid():
        if proof := _deposit(request, form):
            return redirect(proof)
        status = 409
    page = {"form": form, "once": new_key(), "delay": pages.delay()}
    status = 422 if form.errors and status == 200 else status
    return render(request, "labelling/proofs/submit.html", page, status=status)


def _deposit(request, form):
    """The proof, or None with its sentence in the form."""
    try:
        proof = recording.submit(by=request.user, **form.cleaned_data)
    except (Refused, ValidationError) as error:
        form.add_error(None, str(error) if isinstance(error, Refused) else error)
        return None
    if proof.is_hurried:
        messages.warning(request, HURRIED)
    messages.success(
        request,
        "Le bon à tirer est envoyé. Attendez la réponse\u00a0: le silence n’est pas un accord.",
    )
    return proof


def proof_detail(request, reference):
    proof = _found(request, reference)
    return render(request, "labelling/proofs/detail.html", pages.detail(proof, request.user))


def proof_act(request, reference, address):
    return transition_page(request, _found(request, reference), address)

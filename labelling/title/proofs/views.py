"""Views of proofs: list, deposit, one proof, its steps."""

from django.shortcuts import render

from labelling.title.proofs import actions, pages
from labelling.title.proofs.exports import PROOFS
from labelling.title.proofs.forms import ProofFilter, SubmitForm
from labelling.title.proofs.models import BrandProof
from portal.exports.tables import exported
from portal.web.pages import form_page, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import Forbidden

PAGE = 25
HURRIED = "La date d’impression tombe avant la fin du délai de relecture\u00a0: prévenez la Dircom."
SENT = "Le bon à tirer est envoyé. Attendez la réponse : le silence n’est pas un accord."
NO_LICENCE = "Un bon à tirer s’envoie sous une licence de marque en vigueur. Votre organisme n’en a pas aujourd’hui."


def _find_proof(request, reference):
    return visible_or_404(BrandProof, request.user, rows=pages.PROOFS, reference=reference)


@exported(PROOFS)
def proof_list(request):
    form = ProofFilter(request.GET)
    page = Paginator(pages.read_list(request.user, form), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page} | pages.sending(request.user)
    return render(request, "labelling/proofs/list.html", context)


def proof_submit(request):
    licences = actions.usable_licences(request.user)
    if not licences:
        raise Forbidden(NO_LICENCE)
    return form_page(
        request,
        SubmitForm,
        template="labelling/proofs/submit.html",
        context={"delay": pages.delay()},
        save=lambda form: actions.submit(by=form.by, **form.facts),
        licences=licences,
        said=lambda proof: f"{SENT} {HURRIED}" if proof.is_hurried else SENT,
    )


def proof_detail(request, reference):
    proof = _find_proof(request, reference)
    return render(request, "labelling/proofs/detail.html", pages.detail(proof, request.user))


def proof_act(request, reference, address):
    return transition_page(request, _find_proof(request, reference), address)

"""Views of corrections: one to propose, its page, its steps."""

from django.http import Http404
from django.shortcuts import render

from labelling.committee.corrections.forms import CorrectionForm
from labelling.committee.corrections.models import Correction
from labelling.committee.corrections.rules import proposer
from labelling.committee.corrections.workflow import not_decided, propose
from labelling.path.dossiers.models import LabelDossier
from portal.access import who_sees
from portal.web.pages import form_page, only, transition_page, visible_or_404
from portal.workflow import Forbidden

FOLDER = "labelling/corrections"
EFFECTS = (
    "La présidence du comité lit la proposition et son motif, puis donne son accord ou refuse.",
    "Le dossier change avec son accord seulement\u00a0; le texte d’avant reste lisible.",
)
ADDRESSES = {
    "presentation": "presentation",
    "perimetre": "perimeter",
    "logements": "homes_in_perimeter",
}


def correction_propose(request, reference, field):
    dossier = visible_or_404(LabelDossier, request.user, reference=reference)
    only(proposer, request.user, dossier)
    if field not in ADDRESSES:
        raise Http404
    if problem := not_decided(dossier):
        raise Forbidden(problem, thing=dossier)
    field = ADDRESSES[field]

    def save(form):
        version = form.expected_version
        return propose(dossier, by=form.by, field=field, expected_version=version, **form.facts)

    return form_page(
        request,
        CorrectionForm,
        thing=dossier,
        field=field,
        context={"effects": EFFECTS},
        title=f"Rectifier\u00a0: {Correction.Field(field).label.lower()}",
        submit="Proposer la rectification",
        save=save,
        said="La présidence du comité est prévenue\u00a0: le dossier change avec son accord.",
    )


def _find_correction(request, reference, number):
    rows = Correction.objects.visible_to(request.user).filter(number=number)
    rows = rows.select_related("dossier__organism", "proposed_by", "decided_by")
    if (found := rows.filter(dossier__reference=reference).first()) is None:
        raise Http404
    return found


def correction_detail(request, reference, number):
    one = _find_correction(request, reference, number)
    sees_dossier = LabelDossier.objects.visible_to(request.user).filter(pk=one.dossier_id).exists()
    context = {"correction": one, "sees_dossier": sees_dossier, "seen": who_sees(one)}
    context["offers"] = one.workflow.offers(one, request.user)
    return render(request, f"{FOLDER}/detail.html", context)


def correction_act(request, reference, number, address):
    return transition_page(request, _find_correction(request, reference, number), address)

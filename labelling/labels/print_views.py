"""The attestations whose PDF does not come: seen and relaunched by the référent and the technique."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from labelling.labels.attesting import may_relaunch, relaunch, stuck
from labelling.labels.models import Attestation
from portal.web.once import new_key, once
from portal.web.pages import visible_or_404
from portal.workflow import Refused

MOST = 100


def forbidden(request):
    sentence = f"Seul {may_relaunch.label} ouvre cette page."
    return render(request, "403.html", {"sentence": sentence}, status=403)


def attestation_list(request):
    if not may_relaunch(request.user, None):
        return forbidden(request)
    rows = stuck().visible_to(request.user).order_by("next_try_at", "pk")[:MOST]
    context = {"rows": [(row, new_key()) for row in rows]}
    return render(request, "labelling/labels/attestations.html", context)


@require_POST
@once
def attestation_relaunch(request, number):
    attestation = visible_or_404(Attestation, request.user, number=number)
    if not may_relaunch(request.user, attestation):
        return forbidden(request)
    try:
        relaunch(attestation, by=request.user)
        said = f"Attestation {number} relancée : son PDF arrive dans quelques instants."
        messages.success(request, said)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("labelling:attestation_list")

"""Views of attestations whose PDF failed, relaunched by the référent or the technique."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from labelling.title.labels.attestations.actions import may_relaunch, relaunch, stuck
from labelling.title.labels.models import Attestation
from portal.web.pages import only, run_action, visible_or_404

MOST = 100


def attestation_list(request):
    only(may_relaunch, request.user)
    rows = stuck().visible_to(request.user).order_by("next_try_at", "pk")[:MOST]
    return render(request, "labelling/labels/attestations.html", {"rows": rows})


@require_POST
def attestation_relaunch(request, number):
    attestation = visible_or_404(Attestation, request.user, number=number)
    only(may_relaunch, request.user)
    return run_action(
        request,
        lambda: relaunch(attestation, by=request.user),
        said=f"Attestation {number} relancée : son PDF arrive dans quelques instants.",
        done=reverse("labelling:attestation_list"),
    )

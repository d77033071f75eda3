"""View of the index for the référent: pending and failed jobs, retry."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from labelling.public import instructor
from observatory.index_sync import requests, watch
from observatory.index_sync.models import IndexCheck, IndexJob, SearchIndex
from portal.web.pages import run_action

SHOWN = 20


def search_index(request):
    if not instructor(request.user, None):
        raise Http404
    if request.method == "POST":
        return run_action(
            request,
            requests.retry_failed,
            said=lambda count: f"Mises à jour redemandées\u00a0: {count}.",
            done=reverse("observatory:search_index"),
        )
    given_up = IndexJob.objects.visible_to(request.user).filter(is_given_up=True)
    context = {
        "report": watch.report(),
        "is_used": requests.is_used(),
        "index": SearchIndex.objects.visible_to(request.user).first(),
        "checks": IndexCheck.objects.visible_to(request.user)[:SHOWN],
        "given_up": given_up[:SHOWN],
    }
    return render(request, "observatory/index_sync/index.html", context)

"""The page where the référent sees whether the index follows, and asks again for what was given up."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from labelling.public import instructor
from observatory.index_sync import asking, watch
from observatory.index_sync.models import IndexCheck, IndexJob, SearchIndex
from portal.once import new_key, once

SHOWN = 20


@once
def search_index(request):
    if not instructor(request.user, None):
        raise Http404
    if request.method == "POST":
        count = asking.ask_again()
        messages.success(request, f"Mises à jour redemandées\u00a0: {count}.")
        return redirect("observatory:search_index")
    given_up = IndexJob.objects.visible_to(request.user).filter(is_given_up=True)
    context = {
        "report": watch.report(),
        "is_used": asking.is_used(),
        "index": SearchIndex.objects.visible_to(request.user).first(),
        "checks": IndexCheck.objects.visible_to(request.user)[:SHOWN],
        "given_up": given_up[:SHOWN],
        "once": new_key(),
    }
    return render(request, "observatory/index_sync/index.html", context)

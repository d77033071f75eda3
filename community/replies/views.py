"""The page of the reply addresses of a person: what they are, how to end them."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from community.replies.addresses import revoke
from community.rules import comes


def reply_addresses(request):
    if not comes(request.user):
        raise Http404
    if request.method == "POST":
        revoke(request.user)
        messages.success(
            request,
            "Vos adresses de réponse ont pris fin. Les prochains courriels en donneront d’autres.",
        )
        return redirect("community:reply_addresses")
    context = {"domain": settings.REPLY_DOMAIN}
    return render(request, "community/replies/addresses.html", context)

"""View of one's reply addresses: what they are, how to revoke them."""

from django.conf import settings
from django.http import Http404

from community.rules import comes
from community.threads.mails.addresses import revoke
from portal.web.forms import Form
from portal.web.pages import form_page


def reply_addresses(request):
    if not comes(request.user):
        raise Http404
    return form_page(
        request,
        Form,
        template="community/replies/addresses.html",
        context={"domain": settings.REPLY_DOMAIN},
        save=lambda form: revoke(form.by),
        said="Vos adresses de réponse ont pris fin. Les prochains courriels en donneront d’autres.",
        done="community:reply_addresses",
    )

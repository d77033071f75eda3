"""RSS 2.0 feed of the organisms that received the label, in France, a region or a département."""

from datetime import datetime, time

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_safe

from labelling import public
from portal.core import clock
from portal.ui import words

INVENTED = "Organisme inventé pour la démonstration. "


@require_safe
@login_not_required
def directory_rss(request):
    """Asked again each time: a withdrawn label leaves at once."""
    asked = {name: request.GET.get(name, "") for name in ("region", "departement")}
    place = _place(**asked)
    address = reverse("labelling:directory")
    feed = Rss201rev2Feed(
        title=f"Quali’Hlm, nouveaux labellisés\u00a0: {place}",
        link=settings.PORTAL_ADDRESS + address,
        description="Les organismes Hlm qui ont reçu le label de qualité de service.",
        language="fr",
        feed_url=settings.PORTAL_ADDRESS + request.get_full_path(),
    )
    for label in public.new_labels(**asked):
        _add(feed, label)
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Cache-Control"] = "no-cache"
    return response


def _place(region, departement):
    """Its name; a code that is none is a 404."""
    regions = dict(public.regions())
    departements = {code: name for code, name, _region in public.departements()}
    if (region and region not in regions) or (departement and departement not in departements):
        raise Http404
    return departements.get(departement) or regions.get(region, "France entière")


def _add(feed, label):
    organism = label.organism
    url = settings.PORTAL_ADDRESS + reverse("labelling:directory_organism", args=[organism.slug])
    until = f"Label en vigueur du {words.day(label.start_on)} au {words.day(label.end_on)}."
    feed.add_item(
        title=organism.name,
        link=url,
        description=f"{INVENTED if organism.is_demo else ''}{until}",
        unique_id=f"{url}#{label.start_on:%Y-%m-%d}",
        unique_id_is_permalink=False,
        pubdate=datetime.combine(label.start_on, time(9), tzinfo=clock.PARIS),
    )

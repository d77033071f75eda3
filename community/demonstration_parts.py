"""Registration of the communities' demonstration content, dated the day before it opens."""

from datetime import timedelta

from community.demonstration import ensure_content
from portal.core import clock
from portal.demonstration.loading import opened_at
from portal.demonstration.registry import later


@later("communities", "la vie des communautés", order=10)
def furnish_communities():
    eve = opened_at() - timedelta(days=1)
    with clock.at(eve.replace(hour=7, minute=0, second=0, microsecond=0)):
        ensure_content()

"""The one way to a practice in the member space."""

from observatory.models import GoodPractice
from portal.views import get_visible_or_404

RELATED = ("organism", "cover", "proposed_by", "edition_of", "validated_by")


def find(request, reference):
    rows = GoodPractice.objects.visible_to(request.user).select_related(*RELATED)
    return get_visible_or_404(GoodPractice, request.user, rows=rows, reference=reference)

"""View of the calendar of publications, within the frame of the CMS."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.cms.publications import month_of, page_of
from portal.models import Role

READERS = (Role.DIRCOM, Role.REFERENT, Role.DEPUTY)
TITLE = "Calendrier des parutions"


@require_safe
def publications(request):
    """For whoever writes or reviews the pages; each title leads to its form."""
    if not any(request.user.has_role(role) for role in READERS):
        raise Http404
    context = page_of(month_of(request.GET.get("mois", "")))
    context |= {
        "header_title": TITLE,
        "header_icon": "calendar",
        "breadcrumbs_items": [{"url": "", "label": TITLE}],
    }
    return render(request, "home/cms/publications.html", context)

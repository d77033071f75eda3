"""Views of reviews: differences since the last one."""

from django.shortcuts import render

from observatory.practices.lookup import find_practice
from observatory.practices.review import comparing
from observatory.practices.review.models import PracticeReading
from observatory.practices.rules import keeper
from portal.web.pages import visible_or_404


def compare(request, reference, number):
    """A submission beside the one before, or beside the published sheet."""
    practice = find_practice(request, reference)
    rows = PracticeReading.objects.visible_to(request.user).select_related(
        "practice__edition_of", "practice__organism", "submitted_by", "reader", "second_reader"
    )
    reading = visible_or_404(
        PracticeReading, request.user, rows=rows, practice=practice, number=number
    )
    before, name = comparing.reference(reading)
    hidden = () if keeper(request.user, practice) else ("reserved",)
    changes = [] if before is None else comparing.changes(before, reading.content, hidden)
    context = {"practice": practice, "reading": reading, "compared": name, "changes": changes}
    context["every"] = practice.readings.select_related("reader", "second_reader")
    return render(request, "observatory/practices/review/compare.html", context)

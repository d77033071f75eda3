"""Views of reviews: differences since the last one."""

from django.shortcuts import render

from observatory.practices.querysets import find_practice
from observatory.practices.review import comparing
from observatory.practices.review.models import PracticeReview
from observatory.practices.rules import keeper
from portal.web.pages import visible_or_404


def compare(request, reference, number):
    """A submission beside the previous one, or the published practice."""
    practice = find_practice(request, reference)
    rows = PracticeReview.objects.visible_to(request.user).select_related(
        "practice__edition_of", "practice__organism", "submitted_by", "reader", "second_reader"
    )
    review = visible_or_404(
        PracticeReview, request.user, rows=rows, practice=practice, number=number
    )
    before, name = comparing.reference(review)
    hidden = () if keeper(request.user, practice) else ("reserved",)
    changes = [] if before is None else comparing.changes(before, review.content, hidden)
    context = {"practice": practice, "review": review, "compared": name, "changes": changes}
    context["every"] = practice.reviews.select_related("reader", "second_reader")
    return render(request, "observatory/practices/review/compare.html", context)

"""Paginator of lists: a page number that means nothing is the first page, one beyond the end the last."""

from django.core import paginator


class Paginator(paginator.Paginator):  # noqa: TID251 -- the one of ours
    """Django's, whose `get_page` takes 0 and negative numbers for the last page."""

    def get_page(self, number):
        try:
            number = max(int(number), 1)
        except (TypeError, ValueError):
            number = 1
        return super().get_page(number)

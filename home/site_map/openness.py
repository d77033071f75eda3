"""Whether a page is public, in one query instead of Wagtail's two."""

from django.db import models
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import Page, PageViewRestriction

ABOVE = Q(below__startswith=F("page__path"))  # of the page itself, or of one above
SHOWN_ELSEWHERE = Q(page__aliases__isnull=False)


def closed(by=ABOVE):
    """Expression: whether a view restriction closes the page of the outer query."""
    below = ExpressionWrapper(OuterRef("path"), CharField())
    return Exists(PageViewRestriction.objects.annotate(below=below).filter(by))


class OneReading(models.Model):
    """Restrictions of a page and its ancestors, in one query; of an alias, those of its source."""

    is_open = False  # known to be closed by none of them: nothing is left to read

    class Meta:
        abstract = True

    def get_view_restrictions(self):
        if self.is_open:
            return PageViewRestriction.objects.none()
        paths = [self.path[:end] for end in range(Page.steplen, len(self.path) + 1, Page.steplen)]
        own = Q(page__path__in=paths, page__alias_of=None)
        return PageViewRestriction.objects.filter(own | Q(page__aliases__path__in=paths)).distinct()

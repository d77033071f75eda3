"""Whether a page is open to all, asked in one reading instead of Wagtail's two."""

from django.db import models
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction


class OneReading(models.Model):
    """The restrictions of a page and of those above; of an alias, those of what it shows."""

    class Meta:
        abstract = True

    def get_view_restrictions(self):
        paths = [self.path[:end] for end in range(Page.steplen, len(self.path) + 1, Page.steplen)]
        own = Q(page__path__in=paths, page__alias_of=None)
        return PageViewRestriction.objects.filter(own | Q(page__aliases__path__in=paths)).distinct()

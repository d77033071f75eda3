"""Scenario act of the page views: those of a demonstration, invented."""

from home.page_views.demonstration import ensure_views
from portal.scenario import act


@act("site.read", why="il meuble la démonstration de lectures inventées, que personne n’a faites")
def read_the_site(by):
    """Invented views of every public page, over two years and this one."""
    ensure_views()

"""Changes of pages in a space: a page published, under the title that its readers see."""

from community.pages.models import SpacePage
from community.spaces.changes import named
from community.spaces.models import Space
from portal.changes.registry import Branch, register_branch

ACTS = {"publish": "une page est publiée|{n} pages sont publiées"}
PAGE = named("public_title", "slug", "community:page")
register_branch(Space, Branch(SpacePage, ACTS, "space", named=PAGE))

"""Changes of documents in a space: added, new version, back in the list."""

from community.documents.models import SpaceDocument
from community.spaces.changes import named
from community.spaces.models import Space
from portal.changes.registry import Branch, register_branch

ACTS = {
    "add": "un document est déposé|{n} documents sont déposés",
    "add_version": "un document a une nouvelle version|{n} nouvelles versions de documents",
    "show": "un document est remis en ligne|{n} documents sont remis en ligne",
}
DOCUMENT = named("title", "slug", "community:document")
register_branch(Space, Branch(SpaceDocument, ACTS, "space", named=DOCUMENT))

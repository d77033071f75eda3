"""Names refused in the text of a FAQ entry: who wrote in the thread, and their organisms."""

from labelling.public import organisms_of
from portal.models import User
from portal.search.names import names_in


def still_named(text, thread):
    """Names of the thread's people and organisms found in `text`, in order."""
    people = User.objects.filter(pk__in=thread.messages.values("author"))
    names = [name for one in people for name in (str(one), one.last_name)]
    return names_in(text, [*names, *organisms_of(people)])

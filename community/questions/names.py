"""Names of people and organisms that remain in a text meant for everybody."""

from community.faq.names import still_named
from labelling.public import organism_names
from portal.models import User
from portal.search.names import names_in


def named(texts, entry):
    """Names of the thread first, then full names of every organism and person of the portal."""
    text = "\n".join(texts)
    known = [*organism_names(), *(str(one) for one in User.objects.all())]
    return list(dict.fromkeys((*still_named(text, entry.thread), *names_in(text, known))))

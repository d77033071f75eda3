"""Page contexts of synonyms: groups, and how many practices hold each expression."""

from django.db.models import Q

from observatory.search import catalogue
from observatory.search.words import DatabaseLexicon
from portal.search.french import fold, sequence


def narrowed(groups, text):
    """Groups that hold a word, whatever the accents."""
    wanted = fold(text.strip())
    if not wanted:
        return groups
    held = [
        pk
        for pk, heading, said in groups.values_list("pk", "heading", "expressions")
        if any(wanted in fold(one) for one in (heading, *said))
    ]
    return groups.filter(Q(pk__in=held))


def held(group):
    """[(expression, number of public practices that hold it)]."""
    said = [(one, tuple(sequence(one))) for one in (group.heading, *group.expressions) if one]
    counts = DatabaseLexicon(catalogue.current()).counts([roots for _, roots in said])
    return [(one, counts[roots]) for one, roots in said]

"""Synonym rules for the cluster, and those that its analyser has silently dropped."""

from bisect import bisect_right
from itertools import accumulate, batched

from observatory.search.elastic.cluster import cluster_errors
from observatory.search.models import SynonymGroup

FRENCH, ASKED = "trade_french", "trade_asked"  # without synonyms, with them
SYNONYM = "SYNONYM"  # the type of a token that a rule gives
AT_ONCE = 50  # expressions: an analysis may give 10,000 tokens at most


def rules():
    """Rules of the groups in service, sorted: the same groups make the same index."""
    return sorted(_rule(group) for group in _groups())


def dropped(reach, index):
    """Expressions that the index expands to nothing else, though their group has other wordings."""
    ways = {_bare(one): bool(group.heading) for group in _groups() for one in _typed(group)}
    parts = batched(sorted(ways), AT_ONCE)
    return [one for part in parts for one in _refused(reach, index, part, ways)]


def _groups():
    return SynonymGroup.objects.filter(is_active=True)


def _typed(group):
    """Expressions that expand to the others."""
    return [group.heading] if group.heading else group.expressions


def _rule(group):
    said = ", ".join(_bare(one) for one in group.expressions)
    return f"{_bare(group.heading)} => {_bare(group.heading)}, {said}" if group.heading else said


def _bare(expression):
    """Without « , » and « => », syntax of the rules."""
    return " ".join(expression.replace(",", " ").replace("=>", " ").split())


def _refused(reach, index, texts, ways):
    """A heading also stands for itself: its rule was taken when its analysis gives another word."""
    analyze = reach.client.indices.analyze
    with cluster_errors():
        asked = analyze(index=index, analyzer=ASKED, text=list(texts))["tokens"]
        plain = analyze(index=index, analyzer=FRENCH, text=list(texts))["tokens"]
        own = {(_rank(texts, token), token["token"]) for token in plain}
        given = {(_rank(texts, one), one["token"]) for one in asked if one["type"] == SYNONYM}
    alike, other = {rank for rank, _ in given}, {rank for rank, _ in given - own}
    return [text for rank, text in enumerate(texts) if rank not in (other if ways[text] else alike)]


def _rank(texts, token):
    """The rank of the text that a token comes from, by its offset (texts are joined by one character)."""
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    return bisect_right(starts, token["start_offset"]) - 1

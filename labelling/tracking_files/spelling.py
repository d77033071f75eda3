"""Spelling slips: one letter missing, added, changed, or two exchanged."""


def is_near(one: str, other: str, slips: int = 1) -> bool:
    """No more slips than told; a word under four letters has none."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > slips or min(len(one), len(other)) < 4:
        return False
    return _distance(one, other) <= slips


def without_a_letter(key: str) -> set[str]:
    """The key and all that it becomes without one of its letters: two keys a slip apart share one."""
    return {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}


def _distance(one: str, other: str) -> int:
    """Damerau and Levenshtein, exchanged neighbours count once."""
    before, above = None, list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        row = [i]
        for j, right in enumerate(other, start=1):
            cost = min(row[j - 1] + 1, above[j] + 1, above[j - 1] + (left != right))
            if before and i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]

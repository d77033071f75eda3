"""Assertions on refusals: a status, and the sentence that says why."""

from html import unescape


def refused(answer, *sentences, status=409):
    """Fails unless the answer has this status and shows each sentence."""
    page = " ".join(unescape(answer.content.decode()).split())
    missing = [one for one in sentences if " ".join(one.split()) not in page]
    assert (answer.status_code, missing) == (status, [])
    return answer

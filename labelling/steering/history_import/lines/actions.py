"""Decisions of the référent on the lines of a tracking: one by one, or all those of a kind of remark."""

from contextlib import contextmanager
from hashlib import sha256

from labelling.steering.history_import.lines import comparing, facts, listing
from labelling.steering.history_import.matching.actions import may_decide
from portal.workflow import Problem, Refused, Stale, acting

KEEP, SKIP, ASK = "keep", "skip", "ask"
TAKE, LEAVE = "take", "leave"
TOLD = {TAKE: "ce que dit le fichier", LEAVE: "ce que sait le portail"}
SENTENCES = {
    KEEP: "a gardé",
    SKIP: "a laissé de côté",
    ASK: "a remis à décider",
}


def stamp_of(tracking_import, line):
    """A short digest of what was decided of a line."""
    said = repr(tracking_import.choices.get(line.key))
    return sha256(said.encode()).hexdigest()[:16]


def decide(tracking_import, line, verdict, *, by, organism="", fields=None, take=None, seen=None):
    """Kept at once: `organism` is « new » or a slug, `fields` the facts corrected, `take` the names of those
    that the organism takes from the file, None where the line says nothing of them. Stale where another page
    decided of the line since.
    """
    chosen = {KEEP: {"accepted": True}, SKIP: {"skip": True}, ASK: {}}[verdict]
    if verdict == KEEP and organism:
        chosen["organism"] = organism
    if verdict == KEEP and fields:
        chosen["fields"] = fields
    if verdict == KEEP and take is not None:
        chosen["take"] = take
    sentence = f"{SENTENCES[verdict]} du suivi la ligne «\u00a0{line.place}\u00a0»"
    with _deciding(tracking_import, by, sentence, {"line": line.key} | chosen) as current:
        if seen is not None and seen != stamp_of(current, line):
            raise Stale(current)
        current.choices.pop(line.key, None)
        if chosen:
            current.choices[line.key] = chosen
    return current


def settle(tracking_import, code, verdict, *, by):
    """All the lines on which the remark waits are accepted as read, or skipped; how many."""
    sentence = f"{SENTENCES.get(verdict, '')} les lignes du suivi de même remarque\u00a0: {code}"
    with _deciding(tracking_import, by, sentence, {"code": code, "verdict": verdict}) as current:
        asked = [
            one
            for one in listing.review(current)
            if any(issue["code"] == code for issue in one.waiting)
        ]
        if verdict not in (KEEP, SKIP) or not asked:
            raise Refused(
                Problem("nothing", "Plus aucune ligne n’attend de décision de cette sorte.")
            )
        if verdict == KEEP:
            accepted = current.choices.get("accepted", [])
            current.choices["accepted"] = sorted({*accepted, code})
        else:
            current.choices |= {one.key: {"skip": True} for one in asked}
    return len(asked)


def settle_field(tracking_import, name, verdict, *, by):
    """All the lines that differ by this field take the file's, or keep the portal's; a line's own choice wins."""
    word = comparing.COMPARED.get(name, "")
    if verdict not in TOLD or name not in facts.TAKABLE:
        raise Refused(Problem("nothing", "Plus aucune ligne ne diffère par ce champ."))
    sentence = f"a choisi du suivi, pour toutes ses lignes, {TOLD[verdict]}\u00a0: {word}"
    with _deciding(tracking_import, by, sentence, {"field": name, "verdict": verdict}) as current:
        said = {*current.choices.get("take", ())} - {name}
        current.choices["take"] = sorted(said | {name} if verdict == TAKE else said)


@contextmanager
def _deciding(tracking_import, by, sentence, data):
    may_decide(tracking_import, by)
    told = {"act": "decide", "sentence": sentence, "data": data}
    with acting(tracking_import, by=by, **told) as current:
        may_decide(current, by)
        yield current

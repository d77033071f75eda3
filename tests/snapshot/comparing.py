"""Comparison of two snapshots: each difference once, with its places and its reason."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from tests.snapshot.text import mask

KINDS = ("addresses", "access", "api", "mails", "pages", "spaces")
SHOWN = 3  # places of one difference
LONGEST = 40  # lines of one difference
# - pages `what differs` at `where`: why     (regular expressions; one of them may be left out)
REASON = re.compile(r"^- (\w+)(?: `(.+?)`)?(?: at `(.+?)`)?: (.+)$", re.M)


@dataclass(frozen=True)
class Reason:
    kind: str
    what: re.Pattern
    where: re.Pattern
    why: str

    def covers(self, kind, said, places):
        is_it = self.kind == kind and self.what.search(said)
        return bool(is_it) and all(self.where.search(place) for place in places)


def reasons(path):
    """The justified differences listed in a Markdown page."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [
        Reason(kind, re.compile(what, re.M), re.compile(where or ""), why)
        for kind, what, where, why in REASON.findall(text)
    ]


def report(before, after, path, out):
    """Tell the differences by group; how many have no reason."""
    if left := before["worlds"].keys() ^ after["worlds"].keys():
        out(f"Not compared: {', '.join(sorted(left))}.")
    known = reasons(path)
    needed, total, faults = set(), 0, 0
    for kind, found in differences(before, after).items():
        without = {}
        for said, places in found.items():
            if reason := next((one for one in known if one.covers(kind, said, places)), None):
                needed.add(reason)
            else:
                without[said] = places
        total, faults = total + len(found), faults + len(without)
        out(f"== {kind}: {len(found)} differences, {len(without)} without a reason")
        for said, places in sorted(without.items(), key=lambda pair: -len(pair[1])):
            _tell(said, places, out)
    for one in known:
        if one not in needed:
            out(f"A reason that nothing needs: {one.kind} `{one.what.pattern}`: {one.why}")
    out(f"{total} differences, {faults} without a reason in {path.name}.")
    return faults


def _tell(said, places, out):
    lines = said.splitlines()
    out(f"\n@@ {len(places)} × {', '.join(sorted(places)[:SHOWN])}")
    out("\n".join(lines[:LONGEST]))
    if len(lines) > LONGEST:
        out(f"… and {len(lines) - LONGEST} lines")
    out("")


def differences(before, after):
    """{kind: {what differs: [places]}} of two snapshots."""
    found = {kind: defaultdict(list) for kind in KINDS}
    for world in sorted(before["worlds"].keys() & after["worlds"].keys()):
        one, two = before["worlds"][world], after["worlds"][world]
        if only := two.get("only"):
            one = one | {part: _of(only, one[part]) for part in ("people", "access")}
        _addresses(found["addresses"], one["addresses"], two["addresses"])
        for said in changes(_json(one["api"]), _json(two["api"])):
            found["api"][said].append("/api/v1/openapi.json")
        _mails(found, world, one["mails"], two["mails"])
        _access(found["access"], world, one, two)
        _pages(found, world, one, two)
    return found


def _of(people, taken):
    return {who: said for who, said in taken.items() if who in people}


def _json(value):
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).splitlines()


def changes(before, after):
    """The pieces that differ between two lists of lines: « - » what left, « + » what came."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, to_start, to_end in matcher.get_opcodes():
        if kind != "equal":
            yield _said(before[start:end], after[to_start:to_end])


def _said(left, came):
    return "\n".join([*(f"- {line}" for line in left), *(f"+ {line}" for line in came)])


def _addresses(found, before, after):
    for sign, those in (("-", set(before) - set(after)), ("+", set(after) - set(before))):
        for one in sorted(those):
            found[f"{sign} {one}"] = ["urls"]


def _access(found, world, before, after):
    """Statuses and targets, of the pages visited and of those that everybody tries."""
    one, two = _statuses(before), _statuses(after)
    for who, address in sorted(one.keys() | two.keys()):
        left, came = one.get((who, address)), two.get((who, address))
        if left != came:
            said = _said([left] if left else [], [came] if came else [])
            found[said].append(f"{world} {address} {who}")


def _statuses(taken):
    found = {}
    for who, seen in taken["people"].items():
        for address, facts in seen.items():
            unlinked = "" if facts.get("is_linked", True) else " (no link leads there)"
            parts = (facts["status"], facts.get("to"), facts.get("type"), facts.get("file"))
            found[who, address] = " ".join(str(part) for part in parts if part) + unlinked
    for who, tried in taken["access"].items():
        for address, status in tried.items():
            found.setdefault((who, address), status)
    return found


def _pages(found, world, before, after):
    pairs = defaultdict(list)
    for who, seen in before["people"].items():
        for address, facts in seen.items():
            other = after["people"].get(who, {}).get(address)
            if other is None or other["status"] != facts["status"]:
                continue  # told by the access
            for region in sorted(facts["text"].keys() | other["text"].keys()):
                pair = facts["text"].get(region), other["text"].get(region)
                if pair[0] != pair[1]:
                    pairs[pair].append(f"{world} {address} {who}")
    for (one, two), places in pairs.items():
        left, came = before["texts"].get(one, []), after["texts"].get(two, [])
        for said in changes(_masked(left), _masked(came)):
            found["spaces" if _is_spaces_only(said) else "pages"][said] += places


def _masked(lines):
    """As of today: what is found to be drawn by lot later is so on both sides."""
    return [mask(line) for line in lines]


def _is_spaces_only(said):
    left, came = ("".join(_kept(said, sign)) for sign in "-+")
    return left == came


def _kept(said, sign):
    """The lines that left, or that came, without a space."""
    for line in said.splitlines():
        if line.startswith(sign):
            yield re.sub(r"\s", "", line[1:])


def _mails(found, world, before, after):
    """Mails of a day to a person are compared side by side, whatever their order."""
    for key, (left, came) in _paired(before, after).items():
        one = [_lines(mail) for mail in left]
        two = [_lines(mail) for mail in came]
        same = [mail for mail in one if mail in two]
        for mail in same:
            if mail in one and mail in two:
                one.remove(mail)
                two.remove(mail)
        for rank in range(max(len(one), len(two))):
            pair = one[rank : rank + 1], two[rank : rank + 1]
            for said in changes(*(side[0] if side else [] for side in pair)):
                found["mails"][said].append(f"{world} {' '.join(key)}")


def _paired(before, after):
    pairs = defaultdict(lambda: ([], []))
    for rank, mails in enumerate((before, after)):
        for mail in mails:
            pairs[mail["date"], mail["to"]][rank].append(mail)
    return pairs


def _lines(mail):
    return _masked([f"Subject: {mail['subject']}", f"From: {mail['from']}", *mail["lines"]])

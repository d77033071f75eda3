"""Rows of a table handed back, once they are ticked: each written by the form and the act of its cells."""

from django.db import transaction

from portal.exports.cells import Invalid
from portal.exports.comparing import Current
from portal.exports.reading import find_again
from portal.workflow import Refused, Stale

CHANGED = "a changé depuis que vous avez lu cette page"
GONE = "n’est plus dans la liste"


def write(address, changes, names, *, by):
    """(rows written, [(row, why something of it was not)], sentences), of cells that are still as shown."""
    current = Current(find_again(address, by), by)
    numbers = {current.key(texts): n for n, texts in enumerate(current.texts)}
    kept = [(key, GONE) for key in names if key not in numbers]
    asked = {numbers[key]: changes[key] for key in names if key in numbers}
    todo, written, told = {}, set(), []
    for n, cells in asked.items():
        texts = current.texts[n]
        todo[n] = {code: after for code, (_, after) in cells.items() if texts.get(code) != after}
        if any(texts.get(code) != cells[code][0] for code in todo[n]):
            kept.append((current.name(texts), CHANGED))
            todo[n] = {}
    for door in current.again.doors:
        rows = {n: own for n, texts in todo.items() if (own := _own(door, texts))}
        for n, why in _write_by(door, current, rows, told):
            if why:
                kept.append((current.name(current.texts[n]), why))
            else:
                written.add(n)
    return len(written), kept, told


def _own(door, texts):
    return {code: text for code, text in texts.items() if code in door.columns}


def _write_by(door, current, rows, told):
    """[(number of a row, why it is not written, or "")] by the door of these cells; a row that is cut comes twice."""
    things = dict(zip(rows, current.things(door, rows), strict=True)) if rows else {}
    found = [(n, why) for n, (_, why) in things.items() if why]
    batch = [(n, things[n][0], texts) for n, texts in rows.items() if not things[n][1]]
    for some in [batch] if door.is_joint and batch else [[one] for one in batch]:
        found += _attempt(door, current.user, some, told)
    return found


def _attempt(door, user, rows, told):
    """One row, or all those of a door that is joint; what is refused at a cell leaves the other cells of its row."""
    try:
        with transaction.atomic():
            said = door.write(user, [(thing, texts) for _, thing, texts in rows])
    except Stale:
        return [(n, CHANGED) for n, _, _ in rows]
    except Invalid as invalid:
        ((n, thing, texts),) = rows
        rest = {code: text for code, text in texts.items() if code not in invalid.faults}
        more = _attempt(door, user, [(n, thing, rest)], told) if rest else []
        return [(n, str(invalid)), *more]
    except Refused as refused:
        return [(n, str(refused)) for n, _, _ in rows]
    told += [said] if said else []
    return [(n, "") for n, _, _ in rows]

"""What binds a person: stored roles, then what each topic adds; one query a request for all of it."""

from django.db.models import BooleanField, CharField, F, Value

from portal import clock

_kinds = {}


def register(kind, rows, *, key="pk", word="", flag=None):
    """Add a kind of tie: `rows(user)` is a queryset, `key` the path of what it binds to.

    `word` is the path of a text (a function, a rank), `flag` an expression that is true or not.
    """
    shape = {
        "tie": Value(kind, CharField()),
        "bound_to": F(key),
        "word": F(word) if word else Value("", CharField()),
        "flag": Value(False, BooleanField()) if flag is None else flag,
    }
    _kinds[kind] = lambda user: rows(user).order_by().values_list(*shape.values())


def of(user, kind):
    """[(key, word, flag)] of a person for one kind, as they stand today."""
    known = user.__dict__.setdefault("_ties", {})
    today = clock.today()
    if today not in known:
        known[today] = _read(user)
    return known[today][kind]


def _read(user):
    found = {kind: [] for kind in _kinds}
    first, *others = (rows(user) for rows in _kinds.values())
    for kind, *tie in first.union(*others, all=True).order_by():
        found[kind].append(tuple(tie))
    return found


def forget(user):
    """After a change, what this object of the person had read."""
    user.__dict__.pop("_ties", None)

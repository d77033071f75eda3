"""Acts on a draft of the rules: opened, its rows edited, added, moved, removed; each checked as a file is."""

from copy import deepcopy
from types import SimpleNamespace

from django.db import IntegrityError, transaction

from labelling.parties.framework.drafts import content as draft_content
from labelling.parties.framework.drafts.models import RulesDraft
from labelling.parties.framework.drafts.parts import tidied
from labelling.parties.framework.files.parsing import KINDS
from labelling.parties.framework.files.reading import Unreadable
from labelling.parties.framework.kinds import DossierType
from labelling.parties.organisms.rules import instructor
from portal.access import rule
from portal.ui import words
from portal.web.submissions.edit_conflicts import refuse_if_changed, stamp
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

S = RulesDraft.State


class Misplaced(Refused):
    """What the validator of files says of the rows typed; `errors` are (field or None, sentence)."""

    def __init__(self, errors):
        self.errors = errors
        super().__init__(*(Problem("invalid", text) for _, text in errors))


@rule("le référent label ou son suppléant, tant que le projet est en préparation")
def may_edit(user, draft):
    return instructor(user, draft) and draft.state == S.DRAFT


@transaction.atomic
def begin(by, *, kind, code, title, effective_from):
    """A draft that says what the version published last says; Refused when the code is taken."""
    if not instructor(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {instructor.label} prépare une version."))
    refuse_taken(code)
    facts = {"kind": kind, "code": code, "title": title, "effective_from": effective_from}
    try:
        with transaction.atomic():
            draft = RulesDraft.objects.create(**facts, content=draft_content.first_body(kind))
    except IntegrityError as error:  # somebody else has just taken it
        raise Refused(_taken(code)) from error
    sentence = f"{by} a ouvert le projet de version {code}."
    audit_log.write(draft, by=by, act="open", sentence=sentence, target=draft.state)
    return draft


def refuse_taken(code):
    """A code names one version, whatever its kind, and one draft, even abandoned."""
    known = (RulesDraft, *KINDS.values())
    if any(model._base_manager.filter(code__iexact=code).exists() for model in known):
        raise Refused(_taken(code))


def _taken(code):
    return Problem("code_taken", f"Le code {code} est déjà celui d’une version ou d’un projet.")


def row_of(part, content, key):
    """A row as forms and stamps read it, or None."""
    found = part.rows(content).get(key)
    return None if found is None else SimpleNamespace(**{n: found.get(n) for n in part.names})


def seen(part, row):
    return stamp(row, part.own_names)


def edit_row(draft, part, key, *, by, values, seen=None, is_quiet=False):
    """Write the values of one row; Changed when somebody wrote them since, Misplaced when they are wrong."""

    def write(content):
        current = row_of(part, content, key)
        if current is None:
            raise Refused(Problem("gone", "Cette ligne n’est plus dans le projet."))
        refuse_if_changed(current, part.own_names, seen)
        found = part.rows(content)[key]
        found.update({name: values[name] for name in part.own_names if name in values})

    said = f"a modifié {_named(draft, part, key)}"
    return _change(draft, by, "edit_row", said, write, part=part, key=key, is_quiet=is_quiet)


def add_row(draft, part, group, *, by, values):
    """A row at the end of its list, under a code of its own there."""
    key = f"{group}/{values['code']}" if group else values["code"]

    def write(content):
        rows = part.groups(content).get(group)
        if rows is None:
            raise Refused(Problem("gone", "Cette liste n’est plus dans le projet."))
        rows.append(values)

    said = f"a ajouté {_named(draft, part, key, values)}"
    return _change(draft, by, "add_row", said, write, part=part, key=key)


def remove_row(draft, part, key, *, by):
    """A stage leaves with its pieces, a theme with its criteria."""

    def write(content):
        rows, rank = _placed(part, content, key)
        del rows[rank]

    return _change(draft, by, "remove_row", f"a retiré {_named(draft, part, key)}", write)


def move_row(draft, part, key, *, by, up):
    """One place up or down in its list; at the end of it, nothing changes."""

    def write(content):
        rows, rank = _placed(part, content, key)
        other = rank - 1 if up else rank + 1
        if 0 <= other < len(rows):
            rows[rank], rows[other] = rows[other], rows[rank]

    return _change(
        draft, by, "move_row", f"a déplacé {_named(draft, part, key)}", write, is_quiet=True
    )


def replace_content(draft, *, by, content, seen, count):
    """The rows read from a file, in the place of those that they were compared with; Changed otherwise."""

    def write(kept):
        refuse_if_changed(SimpleNamespace(content=kept), ("content",), seen)
        kept.clear()
        kept.update(content)

    said = f"a repris un tableur ({words.count(count, 'ligne change', 'lignes changent')})"
    return _change(draft, by, "replace_content", said, write)


def _placed(part, content, key):
    try:
        return part.place(content, key)
    except KeyError:
        raise Refused(Problem("gone", "Cette ligne n’est plus dans le projet.")) from None


def _named(draft, part, key, added=None):
    """« le délai D01 », « la pièce « Décision de l’instance de gouvernance » (premier label) »."""
    if not part.one:
        return f"«\u00a0{part.label}\u00a0»"
    kind, code = key.partition("/")[0], key.rpartition("/")[2]
    if kind not in DossierType:  # people know delays, themes and criteria by their codes
        return f"{part.one} {code}"
    row = added or part.rows(deepcopy(draft.content)).get(key, {})
    return f"{part.one} «\u00a0{row.get('label', code)}\u00a0» ({DossierType(kind).label.lower()})"


def _change(draft, by, act, said, write, *, part=None, key="", is_quiet=False):
    """Under the lock of the draft: write, check the whole as a file, keep it."""
    with acting(draft, by=by, act=act, sentence=said, is_quiet=is_quiet) as current:
        if not may_edit(by, current):
            raise Forbidden(Problem("forbidden", f"Seul {may_edit.label} le modifie."))
        content = deepcopy(current.content)
        write(content)
        content = tidied(content)
        refuse_mistakes(current, content, part, key)
        current.content = content
    return current


def refuse_mistakes(draft, content, part=None, key=""):
    """Misplaced with what the validator of files finds; a mistake of the row that is written names its field."""
    try:
        draft_content.sheet_of(draft, content)
    except Unreadable as unreadable:
        mine = _path(part, content, key) if part else None
        raise Misplaced([_field_error(one, mine) for one in unreadable.mistakes]) from None


def _field_error(mistake, mine):
    """(the field of the form, or None; the sentence)."""
    text = mistake.text.removeprefix(f"{mistake.key}\u00a0: ")
    return (mistake.key if mistake.place == mine else None, text)


def _path(part, content, key):
    """The place of a row in the content, as the mistakes tell it; of a code written twice, the last."""
    return next(_paths(content, part.rows(content)[key], ()))


def _paths(value, wanted, place):
    """The places at which the very object stands, depth first."""
    if value is wanted:
        yield place
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _paths(one, wanted, (*place, key))
    elif isinstance(value, list):
        for rank, one in enumerate(value):
            yield from _paths(one, wanted, (*place, rank))

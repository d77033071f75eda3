"""Cells of a table handed back: the form and the act by which some of its columns are written.

A column is written by one door, a list has as many as it has forms:

    Again(…, doors=(by_form({"homes": "homes"}, form=facts_form, save=save_facts, things=organisms),))
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from portal.workflow import Problem, Refused


class Invalid(Refused):
    """`faults`: {column: sentence}; what the other cells of the row say may still be written."""

    def __init__(self, faults):
        super().__init__(Problem("invalid", " ".join(faults.values())))
        self.faults = faults


def _no_faults(_user, rows):
    return [{} for _ in rows]


@dataclass(frozen=True)
class Door:
    """`columns`: those that it writes. `things(user, lines, **where)`: what the cells of each line are of.

    `root(thing)`: whose journal tells its changes, `concerns(entry, thing)` which of its lines; `refusal(user, root)`:
    why this person may not now, or "". `faults(user, rows)`: {column: sentence} of each (thing, {column: text}), in
    as many queries for one as for many. `write(user, rows)` raises Refused or Stale, and may give a sentence to tell;
    `is_joint`: of all rows at once. `is_inside`: its journal has lines that only the office reads.
    """

    columns: tuple
    write: Callable
    things: Callable = lambda user, lines, **where: lines
    root: Callable = lambda thing: thing
    concerns: Callable = lambda entry, thing: True
    refusal: Callable = lambda user, root: ""
    faults: Callable = _no_faults
    is_joint: bool = False
    is_inside: bool = False


def by_form(fields, *, form, save, **more):
    """The door of an ordinary form. `fields`: {column: its field}; `form(user, thing, *data)`, then `save(form)`."""

    def faults(user, rows):
        shown = form(user, rows[0][0])
        return [_faults(shown, fields, *row) for row in rows]

    def write(user, rows):
        for thing, texts in rows:
            bound = _bind(form, fields, user, thing, texts)
            if not bound.is_valid():
                raise _invalid(bound, {fields[code]: code for code in texts})
            save(bound)  # what it gives is no sentence

    return Door(tuple(fields), write, faults=faults, **more)


def _faults(shown, fields, thing, texts):
    """Of each field by itself: what the whole form asks of others is asked when it is written."""
    names = {fields[code] for code in texts}
    lacking = [
        str(shown[name].label)
        for name, one in shown.fields.items()
        if isinstance(shown, forms.ModelForm) and one.required and name not in names
        if getattr(thing, name, "") in one.empty_values
    ]
    if lacking:
        said = f"Demandé avant de changer cette ligne\u00a0: {', '.join(lacking)}."
        return dict.fromkeys(texts, said)
    found = {code: _fault(shown, fields[code], text) for code, text in texts.items()}
    return {code: said for code, said in found.items() if said}


def _fault(shown, name, text):
    one = shown.fields[name]
    try:
        value = one.clean(choice_of(one, text))
        if isinstance(shown, forms.ModelForm) and value not in one.empty_values:
            shown._meta.model._meta.get_field(name).run_validators(value)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _bind(form, fields, user, thing, texts):
    """The form as it would be shown, with what the file changes of it."""
    shown = form(user, copy(thing))
    sent = QueryDict(mutable=True)
    for name in shown.fields:
        value = shown[name].value()
        if value is not None:
            sent.setlist(name, value if isinstance(value, list) else [value])
    for code, text in texts.items():
        sent[fields[code]] = choice_of(shown.fields[fields[code]], text)
    sent["seen"] = shown.seen
    return form(user, copy(thing), sent)  # a form of a row lays on it what is typed, refused or not


def _invalid(bound, codes):
    if bound.errors.keys() - codes.keys():
        return Refused(Problem("invalid", _told(bound)))
    return Invalid({codes[name]: " ".join(errors) for name, errors in bound.errors.items()})


def _told(bound):
    return " ".join(
        f"{bound[name].label if name in bound.fields else ''}\u00a0: {error}".lstrip("\u00a0: ")
        for name, errors in bound.errors.items()
        for error in errors
    )


def act_page(user, thing, word):
    """The page of the act of `user` that brings a thing to the state told by this word, or ""."""
    word = word.casefold()
    for one in thing.workflow.transitions.values():
        leads = (
            thing.state in one.source
            and str(type(thing).State(one.target).label).casefold() == word
        )
        if leads and one.by(user, thing):
            return f"{thing.get_absolute_url()}{one.address}/"
    return ""


def choice_of(field, text):
    """The code of a choice that the file tells by its word; any other text as it is."""
    for code, word in getattr(field, "choices", ()):
        if text.casefold() in (str(code).casefold(), str(word).casefold()):
            return getattr(code, "value", code)
    return text

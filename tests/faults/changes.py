"""Kinds of change that a fault makes: text edited, answer replaced, value set, step of a table altered.

A function is changed by its code, in place: those who imported it by name meet the fault too.
"""

import ast
import builtins
import dis
import functools
import inspect
import pkgutil
import sys
import textwrap
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import CodeType, FunctionType

from django.db import connection
from django.template import engines
from django.template.loaders import filesystem

from portal.schema import triggers
from tests.faults.fault import Lost

ROOT = Path(__file__).resolve().parents[2]
STANDS_IN = "_fault_stands_in"


def edit(old, new):
    """The function or the file says `new` where it said `old`, once and only once."""

    @contextmanager
    def change(at):
        if "/" in at:
            with _file_read_as(at, _edited(_text(at), old, new, at)):
                yield
            return
        function = _function(at)
        source = textwrap.dedent(inspect.getsource(function))
        code = _compiled(function, _edited(source, old, new, at))
        if unknown := _globals_of(code) - function.__globals__.keys() - vars(builtins).keys():
            raise Lost(f"{at} ne connaît plus {', '.join(sorted(unknown))}.")
        with _with_code(function, code):
            yield

    return change


def append(text):
    """The file ends with `text` too."""

    @contextmanager
    def change(at):
        with _file_read_as(at, _text(at) + text):
            yield

    return change


def instead(stand_in):
    """`stand_in(original, *args, **kwargs)` answers in place of the function."""

    @contextmanager
    def change(at):
        with _answered_by(_function(at), stand_in):
            yield

    return change


def answer(value):
    """The function answers `value`, whatever it is asked."""
    return instead(lambda _original, *_, **__: value)


def undecorated():
    """The outermost decorator of the function does nothing."""

    @contextmanager
    def change(at):
        function = _named(at)
        if not hasattr(function, "__wrapped__"):
            raise Lost(f"{at} n’est pas décorée.")
        inner = function.__wrapped__
        with _answered_by(function, lambda _original, *args, **kwargs: inner(*args, **kwargs)):
            yield

    return change


def value(new):
    """The attribute is `new`; of a callable `new(old)`."""

    @contextmanager
    def change(at):
        owner, name = _place(at)
        is_class = isinstance(owner, type)
        own = inspect.getattr_static(owner, name) if is_class else getattr(owner, name)
        is_inherited = is_class and name not in vars(owner)
        setattr(owner, name, new(own) if callable(new) else new)
        try:
            yield
        finally:
            delattr(owner, name) if is_inherited else setattr(owner, name, own)

    return change


def step(name, altered):
    """The transition `name` of this table has the fields that `altered(transition)` gives."""

    @contextmanager
    def change(at):
        transitions = _named(at).transitions
        if name not in transitions:
            raise Lost(f"{at} n’a pas d’étape « {name} ».")
        own = transitions[name]
        transitions[name] = replace(own, **altered(own))
        try:
            yield
        finally:
            transitions[name] = own

    return change


def reinstalled(change):
    """The triggers that the function declares are in the database as the change makes them, then as they were."""

    @contextmanager
    def altered(at):
        declared = [_named(at)]
        try:
            triggers.remove(connection, declared)
            with change(at):
                triggers.install(connection, declared)
                yield
        finally:
            triggers.install(connection, declared)

    return altered


def _named(at):
    try:
        return pkgutil.resolve_name(at)
    except (ImportError, AttributeError) as missing:
        raise Lost(f"{at} n’existe pas ({missing}).") from None


def _place(at):
    owner, _, name = at.rpartition(".")
    _named(at)
    return _named(owner), name


def _function(at):
    """The function itself, below its decorators and what a rule or a property holds."""
    found = _named(at)
    for attribute in ("fget", "test", "func"):
        found = getattr(found, attribute, found)
    function = inspect.unwrap(found)
    function = getattr(function, "__func__", function)
    if not isinstance(function, FunctionType):
        raise Lost(f"{at} n’est pas une fonction.")
    return function


def _edited(text, old, new, at):
    if text.count(old) != 1:
        raise Lost(f"{at} contient {text.count(old)} fois « {old} », et non une.")
    return text.replace(old, new)


def _compiled(function, source):
    """A function of this source, its free names those of `function`'s closure."""
    tree = ast.parse(source).body[0]
    tree.decorator_list = []
    names = ", ".join(function.__code__.co_freevars)
    outer = ast.parse(f"def outer({names}): pass").body[0]
    outer.body = [tree]
    if names:
        tree.body[:0] = ast.parse(f"lambda: ({names})").body
    module = ast.fix_missing_locations(ast.Module(body=[outer], type_ignores=[]))
    return _inner(_inner(compile(module, function.__code__.co_filename, "exec")))


def _globals_of(code):
    """The names of its module that a function, and what it holds, asks for."""
    asked = {one.argval for one in dis.get_instructions(code) if one.opname == "LOAD_GLOBAL"}
    inside = (const for const in code.co_consts if isinstance(const, CodeType))
    return asked.union(*map(_globals_of, inside))


def _inner(code):
    return next(const for const in code.co_consts if isinstance(const, CodeType))


@contextmanager
def _answered_by(function, stand_in):
    """Calls go to `stand_in(original, …)`, by a name of its own among the function's globals."""
    code, given = function.__code__, "return"
    original = FunctionType(
        code, function.__globals__, None, function.__defaults__, function.__closure__
    )
    original.__kwdefaults__ = function.__kwdefaults__
    if inspect.isgeneratorfunction(function):
        given = "yield from"
    function.__globals__[STANDS_IN] = functools.partial(stand_in, original)
    source = f"def stand_in(*args, **kwargs): {given} {STANDS_IN}(*args, **kwargs)"
    try:
        with _with_code(function, _compiled(function, source)):
            yield
    finally:
        del function.__globals__[STANDS_IN]


@contextmanager
def _with_code(function, code):
    """Its defaults go with its arguments; who asks for its signature is told the one it had."""
    own = function.__code__, function.__defaults__, function.__kwdefaults__
    function.__signature__ = inspect.signature(function)
    function.__code__ = code
    if code.co_argcount != own[0].co_argcount:
        function.__defaults__ = function.__kwdefaults__ = None
    try:
        yield
    finally:
        function.__code__, function.__defaults__, function.__kwdefaults__ = own
        del function.__signature__


def _text(at):
    try:
        return (ROOT / at).read_text(encoding="utf-8")
    except OSError:
        raise Lost(f"{at} n’existe pas.") from None


@contextmanager
def _file_read_as(at, text):
    """Whoever reads this file, as a path or as a template, reads `text`."""
    place, path_reads, template_reads = ROOT / at, Path.read_text, filesystem.Loader.get_contents

    def read_text(path, *args, **kwargs):
        return text if path == place else path_reads(path, *args, **kwargs)

    def get_contents(loader, origin):
        return text if Path(origin.name) == place else template_reads(loader, origin)

    Path.read_text, filesystem.Loader.get_contents = read_text, get_contents
    _forget_readings()
    try:
        yield
    finally:
        Path.read_text, filesystem.Loader.get_contents = path_reads, template_reads
        _forget_readings()


def _forget_readings():
    """Templates compiled, and files that a law has read once for all of its tests."""
    _forget_answers(("tests",))
    for engine in engines.all():
        for loader in engine.engine.template_loaders:
            loader.reset()


def _forget_answers(packages):
    for name, module in list(sys.modules.items()):
        for found in vars(module).values() if name.partition(".")[0] in packages else ():
            if isinstance(found, functools._lru_cache_wrapper):
                found.cache_clear()

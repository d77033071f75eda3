"""Scenario parser (YAML or JSON): every mistake with its line, before anything is played."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import yaml

from portal.core import clock
from portal.scenario.registry import ACTS, ScenarioError, missing_values, unknown_values
from portal.workflow import WORKFLOWS

PERSON_KEYS = {"email", "first_name", "last_name", "roles", "persona", "order", "password"}
ACT_KEYS = {"at", "by", "do", "on", "with", "as", "name", "refused"}
TOP_KEYS = {"title", "people", "acts"}
CLOCK = "horloge"


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Keeps the line of each mapping under `__line__`, so that a mistake has a place."""


def _mapping(loader, node):
    values = loader.construct_mapping(node, deep=True)
    values["__line__"] = node.start_mark.line + 1
    return values


Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
# YAML 1.1 reads the bare key `on` as « true »: only true and false are booleans here.
BOOL = "tag:yaml.org,2002:bool"
Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != BOOL]
    for first, pairs in Loader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(BOOL, re.compile("^(?:true|false)$"), list("tf"))


@dataclass
class Step:
    line: int
    at: datetime
    by: str
    do: str
    on: str = ""
    values: dict = field(default_factory=dict)
    as_: str = ""
    name: str = ""
    refused: str = ""


@dataclass
class Scenario:
    title: str
    people: dict
    steps: list


def read(path):
    """The scenario in `path`; ScenarioError lists every mistake as « file:line : sentence »."""
    path = Path(path)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 -- a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise ScenarioError(f"{path.name}:{mark.line + 1}\u00a0: {error.problem}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path.name}\u00a0: ce fichier ne se lit pas ({error}).") from error
    return _Checker(path.name).check(content)


def check(content, name):
    """The scenario of a content that no file holds; a mistake tells the rank of its act."""
    people = {key: values | {"__line__": 0} for key, values in content["people"].items()}
    acts = [act | {"__line__": rank} for rank, act in enumerate(content["acts"], 1)]
    return _Checker(name).check(content | {"people": people, "acts": acts, "__line__": 0})


class _Checker:
    def __init__(self, name):
        self.file = name
        self.mistakes = []
        self.known = {}
        self.last = None

    def say(self, line, sentence):
        self.mistakes.append(f"{self.file}:{line}\u00a0: {sentence}")

    def check(self, content):
        if not isinstance(content, dict):
            raise ScenarioError(
                f"{self.file}:1\u00a0: un scénario est une table (title, people, acts)."
            )
        self._keys(content, TOP_KEYS, "du scénario")
        people = {
            name: self._person(name, values)
            for name, values in (content.get("people") or {}).items()
            if name != "__line__"
        }
        self.known = dict.fromkeys(people, "person")
        steps = [self._step(values) for values in content.get("acts") or []]
        if self.mistakes:
            raise ScenarioError(*self.mistakes)
        return Scenario(content.get("title", ""), people, steps)

    def _keys(self, values, allowed, where):
        for key in values:
            if key not in allowed and key != "__line__":
                self.say(values["__line__"], f"la clé «\u00a0{key}\u00a0» {where} est inconnue.")

    def _person(self, name, values):
        if not isinstance(values, dict):
            self.say(1, f"la personne «\u00a0{name}\u00a0» doit être une table.")
            return {}
        self._keys(values, PERSON_KEYS, f"de {name}")
        for key in ("first_name", "last_name"):
            if not values.get(key):
                self.say(values["__line__"], f"«\u00a0{name}\u00a0» n’a pas de {key}.")
        return {key: value for key, value in values.items() if key != "__line__"}

    def _step(self, values):
        if not isinstance(values, dict):
            self.say(1, "un acte est une table (at, by, do…).")
            return None
        line = values["__line__"]
        self._keys(values, ACT_KEYS, "d’un acte")
        step = Step(
            line=line,
            at=self._instant(line, values.get("at")),
            by=str(values.get("by", CLOCK)),
            do=str(values.get("do", "")),
            on=str(values.get("on", "")),
            values=strip(values.get("with") or {}),
            as_=str(values.get("as", "")),
            name=str(values.get("name", "")),
            refused=str(values.get("refused", "")),
        )
        self._check_names(step)
        self._check_act(step)
        if step.as_:
            self.known[step.as_] = step.do
        return step

    def _instant(self, line, value):
        if isinstance(value, date) and not isinstance(value, datetime):
            value = datetime(value.year, value.month, value.day, 9)  # made aware below, in Paris
        if isinstance(value, str):
            try:
                value = clock.parse(value)
            except ValueError:
                value = None
        if value is None:
            self.say(line, "l’acte n’a pas de date lisible (at: 2026-11-24 09:00).")
            return None
        value = clock.aware(value)
        if self.last and value < self.last:
            self.say(line, f"l’acte du {value:%d/%m/%Y} vient après celui du {self.last:%d/%m/%Y}.")
        self.last = value
        return value

    def _check_names(self, step):
        if step.by != CLOCK and step.by not in self.known:
            self.say(step.line, f"la personne «\u00a0{step.by}\u00a0» n’est pas déclarée.")
        if step.on and step.on.partition(".")[0] not in self.known:
            self.say(step.line, f"«\u00a0{step.on}\u00a0» n’est nommé par aucun acte plus haut.")
        for name in references(step.values):
            if name.partition(".")[0] not in self.known:
                self.say(step.line, f"«\u00a0@{name}\u00a0» n’est nommé par aucun acte plus haut.")

    def _check_act(self, step):
        if step.do in ACTS:
            function = ACTS[step.do]
            for name in unknown_values(function, step.values):
                self.say(
                    step.line, f"l’acte «\u00a0{step.do}\u00a0» ne prend pas «\u00a0{name}\u00a0»."
                )
            for name in missing_values(function, step.values):
                self.say(step.line, f"l’acte «\u00a0{step.do}\u00a0» attend «\u00a0{name}\u00a0».")
        elif not any(step.do in workflow.transitions for workflow in WORKFLOWS.values()):
            self.say(
                step.line, f"l’acte «\u00a0{step.do}\u00a0» est inconnu (voir docs/scenario.md)."
            )
        elif not step.on:
            self.say(step.line, f"l’étape «\u00a0{step.do}\u00a0» attend «\u00a0on\u00a0».")


def strip(value):
    """Without the `__line__` marks."""
    if isinstance(value, dict):
        return {key: strip(item) for key, item in value.items() if key != "__line__"}
    return [strip(item) for item in value] if isinstance(value, list) else value


def references(value):
    """The names written « @name » anywhere in a value."""
    if isinstance(value, dict):
        return [name for item in value.values() for name in references(item)]
    if isinstance(value, list):
        return [name for item in value for name in references(item)]
    return (
        [value[1:]] if isinstance(value, str) and value.startswith("@") and len(value) > 1 else []
    )

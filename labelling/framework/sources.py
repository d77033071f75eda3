"""Rules file reader (YAML), each mistake with its file and line."""

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Mistake:
    """Where, and what: « reglement.yaml, ligne 42 : le délai … »."""

    file: str
    line: int
    text: str

    def __str__(self):
        return f"{self.file}, ligne {self.line} : {self.text}"


class Unreadable(Exception):
    """The files cannot be loaded as they are; nothing was written."""

    def __init__(self, mistakes):
        self.mistakes = list(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class Block(dict):
    """A YAML mapping that knows its file, its line and the line of each key."""

    def __init__(self, file, line):
        super().__init__()
        self.file, self.line, self.lines = file, line, {}

    def mistake(self, text, key=None):
        return Mistake(self.file, self.lines.get(key, self.line), text)


class _Loader(yaml.SafeLoader):
    """Safe YAML whose mappings become Blocks; a key given twice is a mistake, not a silent loss."""

    file = ""

    def block(self, node):
        found = Block(self.file, node.start_mark.line + 1)
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            line = key_node.start_mark.line + 1
            if not isinstance(key, Hashable) or key in found:
                raise Unreadable([Mistake(self.file, line, f"« {key} » est écrit deux fois.")])
            found[key] = self.value(value_node)
            found.lines[key] = line
        return found

    def value(self, node):
        try:
            return self.construct_object(node, deep=True)
        except ValueError:  # 2016-13-01
            line = node.start_mark.line + 1
            raise Unreadable(
                [Mistake(self.file, line, f"« {node.value} » n’est pas une date.")]
            ) from None


_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.block)


def read(path):
    """The Block of a file, completed by the file that its `based_on` names."""
    path = Path(path)
    block = _parse(path)
    if base := block.pop("based_on", None):
        return _over(read(path.parent / base), block)
    return block


def _parse(path):
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise Unreadable([Mistake(path.name, 0, "ce fichier ne se lit pas.")]) from None
    loader = _Loader(text)
    loader.file = path.name
    try:
        block = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Unreadable(
            [Mistake(path.name, line, f"ce n’est pas du YAML : {error.problem}.")]
        ) from None
    finally:
        loader.dispose()
    if not isinstance(block, Block):
        raise Unreadable([Mistake(path.name, 1, "le fichier doit donner des clés et des valeurs.")])
    return block


def _over(base, top):
    """`top` replaces `base` key by key; deadlines by code; plans and pieces by dossier type."""
    for key, value in top.items():
        if key == "deadlines":
            value = _deadlines_over(base.get(key) or [], value)
        elif key in ("plans", "pieces"):
            value = _over(base.get(key) or Block(top.file, top.lines[key]), value)
        base[key] = value
        base.lines[key] = top.lines[key]
    base.file, base.line = top.file, top.line
    return base


def _deadlines_over(base, top):
    rows = {row.get("code"): row for row in base}
    rows.update((row.get("code"), row) for row in top)
    return list(rows.values())

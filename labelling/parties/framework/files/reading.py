"""Rules file reader (YAML, or the same structure kept as JSON), each mistake with its place."""

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Mistake:
    """Where, and what: « reglement.yaml, ligne 42 : le délai … ».

    What no file gave has no line: `place` leads to its block, ("deadlines", 3), and `key` in it.
    """

    file: str
    line: int
    text: str
    place: tuple = ()
    key: str | None = None

    def __str__(self):
        where = f"{self.file}, ligne {self.line}\u00a0: " if self.line or not self.place else ""
        return f"{where}{self.text}"


class Unreadable(Exception):
    """The files cannot be loaded as they are; nothing was written."""

    def __init__(self, mistakes):
        self.mistakes = list(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class Block(dict):
    """A YAML mapping that knows its file, its line and the line of each key; its place where it has no file."""

    def __init__(self, file, line, place=()):
        super().__init__()
        self.file, self.line, self.lines, self.place = file, line, {}, place

    def mistake(self, text, key=None):
        return Mistake(self.file, self.lines.get(key, self.line), text, self.place, key)


def block_of(content, name, place=()):
    """What `read` would give of a file that says the same: `content` is made of values of JSON."""
    if isinstance(content, dict):
        block = Block(name, 0, place)
        block.update({key: block_of(one, name, (*place, key)) for key, one in content.items()})
        return block
    if isinstance(content, list):
        return [block_of(one, name, (*place, rank)) for rank, one in enumerate(content)]
    return content


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

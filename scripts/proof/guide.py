"""Commands of docs/install.md: its fenced blocks, in order, with the section that holds each."""

import re
from dataclasses import dataclass

BLOCK = re.compile(r"^## (?P<title>[^\n]+)$|^```sh ?(?P<kind>\w*)\n(?P<text>.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Block:
    """`kind` is "" for what every machine plays, "root" for what asks a real system, or the name of a later act."""

    title: str
    kind: str
    text: str


def blocks(path):
    title, found = "", []
    for match in BLOCK.finditer(path.read_text(encoding="utf-8")):
        if match["title"]:
            title = match["title"]
        else:
            found.append(Block(title, match["kind"], match["text"]))
    return found

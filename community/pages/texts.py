"""Simple text to safe HTML: a few marks, a small set of tags, cleaned at writing and at rendering."""

import re

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString

TAGS = {"p", "br", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"https", "http", "mailto"}
REL = "noopener noreferrer nofollow"
HINT = (
    "## un titre, - une liste, 1. une liste numérotée, > une citation, **en gras**, *en italique*, "
    "[un lien](https://…). Une ligne vide sépare deux paragraphes."
)
BLOCKS = (
    ("ul", re.compile(r"[-•]\s+(.+)")),
    ("ol", re.compile(r"\d{1,3}[.)]\s+(.+)")),
    ("h3", re.compile(r"###\s+(.+)")),
    ("h2", re.compile(r"##\s+(.+)")),
    ("blockquote", re.compile(r">\s?(.+)")),
)
LISTS = ("ul", "ol")
MARKS = (
    (
        re.compile(r"\[([^\]\n]{1,200})\]\(((?:https?://|mailto:|/)[^\s()<>\"]{1,500})\)"),
        r'<a href="\2">\1</a>',
    ),
    (re.compile(r"\*\*([^*\n]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![*\w])\*(?=\S)([^*\n]*\S)\*(?![*\w])"), r"<em>\1</em>"),
)


def to_html(text):
    """What is written, as clean HTML; tags that were typed are read as words."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return clean("".join(_part(part) for part in parts if part.strip()))


def clean(html):
    """The small set alone; every link says that it leaves."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL)


def shown(html):
    """For a template: cleaned once more, whatever the row holds."""
    return SafeString(clean(html))


def plain(html):
    """The words alone."""
    return " ".join(nh3.clean(html.replace("<", " <"), tags=set()).split())


def _part(part):
    """A paragraph; its lines that are titles, lists or citations stand apart."""
    out, waiting, kind = [], [], "p"
    for line in part.split("\n"):
        tag, words = _kind(line.strip())
        if tag != kind:
            out.append(_close(kind, waiting))
            waiting, kind = [], tag
        waiting.append(_marked(words))
    return "".join([*out, _close(kind, waiting)])


def _kind(line):
    for tag, pattern in BLOCKS:
        if found := pattern.fullmatch(line):
            return tag, found[1]
    return "p", line


def _close(tag, lines):
    if not lines:
        return ""
    if tag in LISTS:
        return f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>"
    if tag in ("h2", "h3"):
        return "".join(f"<{tag}>{line}</{tag}>" for line in lines)
    return f"<{tag}>{'<br>'.join(lines)}</{tag}>"


def _marked(words):
    words = str(escape(words))
    for pattern, put in MARKS:
        words = pattern.sub(put, words)
    return words

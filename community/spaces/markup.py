"""Light markup of messages (bold, lists, links): rendered to a few HTML tags, sanitised on write and on render."""

import re

import nh3
from django.utils.html import escape
from django.utils.safestring import mark_safe

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code"}
RULES = {
    "clean_content_tags": {"script", "style", "svg", "math", "iframe", "object", "template"},
    "attributes": {"a": {"href"}},
    "url_schemes": {"https"},
    "url_relative": "deny",
    "link_rel": "noopener noreferrer",
    "strip_comments": True,
}
CLEANER = nh3.Cleaner(tags=TAGS, **RULES)
TITLED = nh3.Cleaner(tags=TAGS | {"h2", "h3"}, **RULES)
HINT = (
    "## un titre, - une liste, 1. une liste numérotée, > une citation, **en gras**, *en italique*, "
    "[un lien](https://…). Une ligne vide sépare deux paragraphes."
)
BLANK = re.compile(r"\n[ \t]*\n+")
KINDS = (  # (how its lines begin, its frame, the tag of a line)
    (re.compile(r"[-*•][ \t]+"), "ul", "li"),
    (re.compile(r"\d{1,3}[.)][ \t]+"), "ol", "li"),
    (re.compile(r"&gt;[ \t]?"), "blockquote", ""),
)
TITLES = (  # of a page; a message has none
    (re.compile(r"###[ \t]+"), "", "h3"),
    (re.compile(r"##[ \t]+"), "", "h2"),
)
CODE = re.compile(r"`([^`\n]+)`")
URL = r"https://(?:(?!&(?:lt|gt|quot|#x27);)[^\s<>()])+"  # in text that is escaped already
LINK = re.compile(rf"\[([^\[\]\n]{{1,200}})\]\(({URL})\)|(?<![\w/])({URL})")
STRONG = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
EM = re.compile(r"(?<![\w*])[*_](?=\S)([^*_\n]+?)(?<=\S)[*_](?![\w*])")
TRAILING = ".,;:!?…»"


def safe(html, *, has_titles=False):
    """Sanitised HTML: the allowed tags, https links and nothing else."""
    cleaner = TITLED if has_titles else CLEANER
    return mark_safe(cleaner.clean(html))  # noqa: S308 -- cleaned by nh3, tested on what attacks


def drawn(source, names=(), *, has_titles=False):
    """HTML of a text in light markup; `names` are the people mentioned, in bold."""
    kinds = (*TITLES, *KINDS) if has_titles else KINDS
    text = escape(source.replace("\r\n", "\n").replace("\r", "\n").strip())
    for name in names:
        said = escape(f"@{name}")
        text = re.sub(re.escape(said) + r"(?!\w)", f"**{said}**", text, flags=re.IGNORECASE)
    blocks = (html for part in BLANK.split(text) for html in _blocks(part.split("\n"), kinds))
    return str(safe("".join(blocks), has_titles=has_titles))


def _blocks(lines, kinds):
    """Consecutive lines of one kind, each wrapped in its block tag."""
    runs = []
    for line in lines:
        kind, words = _kind(line.strip(), kinds)
        if not runs or runs[-1][0] is not kind:
            runs.append((kind, []))
        runs[-1][1].append(_inline(words))
    return [_framed(kind, said) for kind, said in runs if any(said)]


def _kind(line, kinds):
    for kind in kinds:
        if found := kind[0].match(line):
            return kind, line[found.end() :]
    return None, line


def _framed(kind, said):
    if kind is None:
        return f"<p>{'<br>'.join(said)}</p>"
    _, frame, item = kind
    if not frame:
        return "".join(f"<{item}>{one}</{item}>" for one in said)
    if item:
        return f"<{frame}>{''.join(f'<li>{one}</li>' for one in said)}</{frame}>"
    return f"<{frame}><p>{'<br>'.join(said)}</p></{frame}>"


def _inline(text):
    """Code first: its content is not interpreted."""
    parts = CODE.split(text)
    return "".join(
        f"<code>{part}</code>" if rank % 2 else _worded(part) for rank, part in enumerate(parts)
    )


def _worded(text):
    """Links, then bold and italic between them."""
    done, at = [], 0
    for found in LINK.finditer(text):
        done.append(_weighed(text[at : found.start()]))
        label, url, bare = found.groups()
        tail = ""
        if bare:
            url = bare.rstrip(TRAILING)
            label, tail = url, bare[len(url) :]
        done.append(f'<a href="{url}">{label}</a>{tail}')
        at = found.end()
    return "".join((*done, _weighed(text[at:])))


def _weighed(text):
    return EM.sub(r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", text))

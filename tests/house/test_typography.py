"""French typography of texts: no-break spaces before « : ; ! ? » and inside quotation marks."""

import io
import re
import tokenize

from tests.house.test_conventions import MODULES, ROOT, TEMPLATES, name, source

MAILS = sorted(set((ROOT / "templates").rglob("*.txt")) - {ROOT / "templates/robots.txt"})
NOTICES = sorted((ROOT / "portal" / "data" / "notices").glob("*.yaml"))
WORDS = MAILS + NOTICES
PLAIN = re.compile(r"(?<=[a-zà-ÿ’A-Z0-9)}»]) [:;!?»](?=$|[\s\"'<)\]»{.,…\\])|« (?=\S)")
REMARK = re.compile(r"\{#.*?#\}|<script.*?</script>", re.DOTALL)
STRINGS = {tokenize.STRING, tokenize.FSTRING_MIDDLE}
OPENINGS = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}


def plain(text):
    """The ten characters before each plain space that should not break a line."""
    return [text[max(0, found.start() - 10) : found.end()] for found in PLAIN.finditer(text)]


def strings(text):
    """The strings of a module, its docstrings and raw strings (patterns) aside; braces stand for values."""
    before, after_value = tokenize.ENCODING, ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        is_read = before not in OPENINGS and not re.match("[a-z]*[rb]", token.string, re.IGNORECASE)
        if token.type == tokenize.FSTRING_MIDDLE:
            before_value = "{" if token.line[token.end[1] :].startswith("{") else ""
            yield after_value + token.string + before_value
        elif token.type == tokenize.STRING and is_read:
            yield token.string
        after_value = "}" if token.string == "}" else ""
        if token.type not in (tokenize.NL, tokenize.COMMENT):
            before = token.type


def test_a_plain_space_is_found_wherever_it_is_and_a_no_break_one_is_not():
    assert len(plain("Reçu : un mot. Est-ce vrai ? « Oui »")) == 4
    assert plain("Reçu\u00a0: un mot. Est-ce vrai\u00a0? «\u00a0Oui\u00a0», 10:30, a:b") == []
    assert list(strings('"""Doc : doc."""\nX = ("vu", r"De :", f"Lu : {X}")\n')) == [
        '"vu"',
        "Lu : {",
    ]
    parts = 'X = f"« {X} » : {X} ; {X!r:>4}\\u00a0: rien"'
    assert [plain(one) for one in strings(parts)] == [["« "], ["} »", "} » :"], ["} ;"], [], []]


def faults(paths, texts):
    """« file: what stands there » of each plain space in what `texts` reads of each source."""
    return [
        f"{name(path)}: {found}"
        for path in paths
        for text in texts(source(path))
        for found in plain(text)
    ]


def test_the_files_are_there():
    assert min(len(MODULES) // 1000, len(TEMPLATES) // 400, len(WORDS) // 200) >= 1


def test_templates_have_their_no_break_spaces():
    assert faults(TEMPLATES, lambda text: [REMARK.sub("", text)]) == []


def test_mails_and_notices_have_their_no_break_spaces():
    assert faults(WORDS, lambda text: [text]) == []


def test_the_sentences_of_modules_have_their_no_break_spaces():
    assert faults(MODULES, strings) == []


PEOPLE = r"(?:organism|auditor|author|asker|mentor|mentee|user|person|member)"
NOT_ELIDED = re.compile(rf"\b(?:de|du) \{{\{{ ?(?:\w+\.)*{PEOPLE} ?\}}\}}")


def test_a_name_that_begins_with_a_vowel_is_elided_in_mails_and_pages():
    """« le dossier d’Armoril Habitat »: written `{{ thing.organism|of }}`."""
    found = [
        f"{name(path)}: {one}"
        for path in (*TEMPLATES, *MAILS)
        for one in NOT_ELIDED.findall(source(path))
    ]

    assert found == []
    assert NOT_ELIDED.findall("le dossier de {{ thing.organism }}") == ["de {{ thing.organism }}"]

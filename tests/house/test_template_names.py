"""Names of templates: what a tag sets « as » a name is read in its own block, where alone it is.

Elsewhere Django reads nothing without a word, and a link leads back to its own page.
"""

import re

from tests.house.test_conventions import TEMPLATES, name, source

TOKEN = re.compile(r"{%-?\s*(.*?)\s*-?%}|{{\s*(.*?)\s*}}", re.DOTALL)
TEXT = re.compile(r'"[^"]*"|\'[^\']*\'')
SET = re.compile(r"\bas (\w+)")
KEYWORD = re.compile(r"\b\w+=")
NAME = re.compile(r"(?<![\w.|:-])[a-z_]\w*")


def lost_names(template):
    """(name, block) of each name read in a block while other ones alone set it."""
    blocks, setting, reading = [], {}, []
    for number, token in enumerate(TOKEN.finditer(template)):
        tag, _, said = (token[1] or "").partition(" ")
        if tag == "block":
            blocks.append((number, said.split()[0]))
            continue
        if tag == "endblock":
            blocks.pop()
            continue
        said = TEXT.sub("", said if token[1] is not None else token[2])
        for one in SET.findall(said):
            setting.setdefault(one, []).append(tuple(blocks))
        read = NAME.findall(KEYWORD.sub("", SET.sub("", said)))
        reading.extend((one, tuple(blocks)) for one in read)
    return sorted(
        {
            (one, here[-1][1] if here else "")
            for one, here in reading
            if one in setting and not any(here[: len(there)] == there for there in setting[one])
        }
    )


def test_what_a_block_sets_is_read_in_that_block():
    found = {name(path): lost for path in TEMPLATES if (lost := lost_names(source(path)))}

    assert found == {}


def test_a_name_that_another_block_sets_is_told():
    set_there = '{% block top %}{% url "home:letter" as there %}{{ there }}{% endblock %}'
    inside = "{% block main %}{% block inner %}{{ there }}{% endblock %}{% endblock %}"
    outside = (
        '{% url "home:letter" as there %}{% block main %}{% button "x" url=there %}{% endblock %}'
    )

    assert lost_names(set_there + inside) == [("there", "inner")]
    assert lost_names(set_there + '{% block main %}{% button "là" url=there %}{% endblock %}') == [
        ("there", "main")
    ]
    assert (lost_names(set_there), lost_names(outside)) == ([], [])

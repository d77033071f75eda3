"""Law of « facultatif »: a field that says so may be left empty, whatever else is chosen in its form."""

import re

import pytest

from portal.web.submissions.once import new_key
from tests.access import addresses, people
from tests.access.forms.reading_forms import posting
from tests.access.forms.test_what_is_typed import post
from tests.access.lines import OK
from tests.access.matrix import LINES
from tests.access.people import UNLIKE

pytestmark = pytest.mark.django_db
SAID = r'[^<]*<span class="muted">\(facultatif\)'
OPTIONAL = re.compile(
    rf'<label\s+for="id_(\w+)"\s*>{SAID}|<fieldset[^>]*id="id_(\w+)_group"[^>]*>\s*<legend>{SAID}'
)
REFUSED = re.compile(r'id="id_(\w+)_error"')
FEW, MOST = 3, 12  # values of a list that are tried


def optional(html):
    return {one or other for one, other in OPTIONAL.findall(html)}


def forms_of(world):
    """[(who, address, what it sends, what it offers, its optional fields)] of each form that has one, once."""
    seen = set()
    for line in LINES:
        who = next((one for one in UNLIKE if line.wanted(one) == OK), None)
        path = who and addresses.path(line, line.address(world.things[line.ours]))
        answer = who and world.read(who, path)
        if not who or answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
            continue
        said = optional(answer.body.decode())
        for form in posting(answer).values() if said and "/cms/" not in path else ():
            own = frozenset(said & set(form["sent"]))
            key = (line.name, frozenset(form["sent"]))
            if own and key not in seen:
                seen.add(key)
                yield who, form["given"].get("action") or path, form["sent"], form["offered"], own


def ways(sent, offered, own, most):
    """The form without its optional fields: as it is shown, then by each other value of its lists."""
    shown = {name: value for name, value in sent.items() if name not in own}
    yield shown
    for name, values in offered.items():
        if name not in own and len(values) > 1:
            yield from (
                shown | {name: value} for value in sorted(values)[:most] if value != shown.get(name)
            )


@pytest.mark.parametrize("most", [FEW, pytest.param(MOST, marks=pytest.mark.slow)])
def test_what_is_said_optional_is_never_asked(world, found, most):
    tried, browsers = 0, {who: people.browser(world.people[who]) for who in UNLIKE}
    for who, address, sent, offered, own in forms_of(world):
        for data in ways(sent, offered, own, most):
            answer = post(browsers[who], address, data | {"once": new_key()})
            asked = (
                own & set(REFUSED.findall(answer.content.decode()))
                if answer.status_code == 422
                else ()
            )
            found.tell(
                [f"{address}, {who}: « {name} » is said optional, and asked" for name in asked]
            )
            tried += 1

    found.end()
    assert tried > 100

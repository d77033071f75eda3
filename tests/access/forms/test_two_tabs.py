"""Law of two tabs: a form that shows what is written never replaces, unsaid, what was written since it was shown."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction

from portal.web.submissions.once import new_key
from tests.access import addresses, people
from tests.access.forms.reading_forms import posting
from tests.access.lines import OK
from tests.access.matrix import LINES
from tests.access.people import UNLIKE

pytestmark = pytest.mark.django_db
AREA = re.compile(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]+)</textarea>')
LINE = re.compile(r'<input type="text" name="([^"]+)" value="([^"]{4,})"')
FIRST, SECOND = " Écrit dans le premier onglet.", " Écrit dans le second onglet."
DAY = "2027-01-15"  # where a date is asked
# Each sending is a version of its own: the one before is kept, and read.
VERSIONS = {"/espace/club/charte/nouvelle/"}


def written(html):
    """{field: its words} of the text areas that hold some; of the lines, where no area does."""
    found = AREA.findall(html) or LINE.findall(html)
    return {name: unescape(text).lstrip("\n") for name, text in found if text.strip()}


def forms_of(answer, path):
    """(address, what it sends, its texts) of each form of a page that shows a text already written."""
    texts = written(answer.body.decode())
    for form in posting(answer).values() if texts else ():
        own = {name: text for name, text in texts.items() if name in form["sent"]}
        address = urlsplit(
            urljoin(f"http://testserver{path}", form["given"].get("action") or "")
        ).path
        if own and "/cms/" not in address and address not in VERSIONS:
            ticked = {name: "on" for name, values in form["offered"].items() if values == {""}}
            days = {
                name: DAY
                for name in form["sent"]
                if name.endswith("_on") and not form["sent"][name]
            }
            yield address, form["sent"] | ticked | days | own, own


def written_over(browser, path, address, sent, own):
    """The code of what answers the second tab; None where the first one is not taken, or writes something else."""

    def send(ending):
        texts = {name: text + ending for name, text in own.items()}
        return browser.post(address, sent | texts | {"once": new_key()})

    if send(FIRST).status_code != 302 or FIRST not in unescape(browser.get(path).content.decode()):
        return None
    return send(SECOND).status_code


def test_the_second_tab_is_told_what_the_first_one_wrote(world, found):
    tried, seen = [], set()
    browsers = {who: people.browser(world.people[who]) for who in UNLIKE}
    for line in LINES:
        who = next((one for one in UNLIKE if line.wanted(one) == OK), None)
        path = who and addresses.path(line, line.address(world.things[line.ours]))
        answer = who and world.read(who, path)
        if not who or answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
            continue
        for address, sent, own in forms_of(answer, path):
            if (address, *own) in seen:
                continue
            seen.add((address, *own))
            with transaction.atomic():
                code = written_over(browsers[who], path, address, sent, own)
                transaction.set_rollback(True)
            tried += [] if code is None else [address]
            if code not in (None, 409):
                found.tell(
                    [f"{code} {address}, {who}: the text of the first tab is replaced, unsaid"]
                )

    found.end()
    assert len(tried) >= 28


def test_control_without_the_mark_of_what_it_showed_the_first_text_is_replaced(world):
    """The law would keep silent on a form that it cannot send twice."""
    path = "/espace/lettres/2026-11/articles/1/"
    ((address, sent, own),) = forms_of(world.read("dircom", path), path)
    codes = []
    for marks in ({}, {"seen": ""}):
        data = {name: value for name, value in sent.items() if name not in marks}
        with transaction.atomic():
            codes += [
                written_over(people.browser(world.people["dircom"]), path, address, data, own)
            ]
            transaction.set_rollback(True)

    assert codes == [409, 302]

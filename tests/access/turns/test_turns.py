"""Law of turns: the home, the lists and the page tell the same person the same hand and the same date of one thing."""

import re
from html import unescape

import pytest

from tests.access.people import EVERYBODY, LIKE, UNLIKE

pytestmark = pytest.mark.django_db
NOTHING = "Rien à faire de votre côté"
HOME, DOSSIERS = "/espace/?tout=1", "/espace/dossiers/"
LIST = re.compile(
    r'<section[^>]*aria-labelledby="(a-faire|en-attente|a-surveiller)"(.*?)</section>', re.DOTALL
)
TASK = re.compile(r'<li class="task">(.*?)</li>', re.DOTALL)
BUTTON = re.compile(r'<a class="button"[^>]*>(.*?)</a>', re.DOTALL)
TWICE = re.compile(r"(.+) : \1 :")  # « Voter : Voter : Avec les locataires »
PANEL = re.compile(r'<section class="act"(.*?)</section>', re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
HAND = re.compile(r"La main est (.*?)(?: · | ?</p>|$)")
DATE = re.compile(r"(\d{1,2})(?:er)? (\w+)\.? (\d{4})")
# What a row asks beside the state of the thing that it leads to.
BESIDE = {
    r"^Vote ouvert": "the vote is everybody's; the page of the point has its ballot, and the chair closes it",
    r"est suspendu$": "the organism reads it first thing; the committee decides",
    r"un lien est déclaré": "the next step stays its auditor's; the office decides whether they go on",
    r"^Catégorie « ": "a vote of the club is asked of each organism",
}


def words(html):
    text = unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text).strip()


def day(text):
    """(day, first letters of the month, year): « 9 déc. 2026 » is « 9 décembre 2026 »."""
    found = DATE.search(text)
    return (found[1], found[2][:3], found[3]) if found else None


def panel(html):
    """(hand, date, title) of the frame of the next act, or None where it says nobody's turn."""
    found = PANEL.search(html)
    if found is None:
        return None
    paragraph = re.search(r"<p>(.*?)</p>", found[1], re.DOTALL)
    said = words(paragraph[1]) if paragraph else ""
    hand = HAND.match(said)
    title = words(re.search(r"<h2[^>]*>(.*?)</h2>", found[1], re.DOTALL)[1])
    return (hand[1] if hand else "", day(said), title) if hand or title == NOTHING else None


def tasks(html):
    """(list, title, address, hand, date) of each row of the home."""
    for name, section in LIST.findall(html):
        for one in TASK.findall(section):
            title = words(re.search(r"<h3>(.*?)</h3>", one, re.DOTALL)[1])
            who = words(re.search(r'<p class="who">(.*?)</p>', one, re.DOTALL)[1])
            due = re.search(r'<p class="due">.*?</span><b>(.*?)</b>', one, re.DOTALL)
            address = re.findall(r'href="([^"]+)"', one)[-1]
            yield (
                name,
                title,
                unescape(address),
                HAND.match(who)[1],
                day(words(due[1])) if due else None,
            )


def is_beside(title):
    return any(re.search(pattern, title) for pattern in BESIDE)


def reading(world, who):
    """`read(path)`: the page that this person is shown there."""

    def read(path):
        answer = world.read(who, path)
        assert answer.status_code in (200, 302), f"{who} {path}"
        return answer.body.decode()

    return read


def differences(who, read):
    """Sentences: what the home or the list says of a thing, and its page does not."""
    for said in BUTTON.findall(read(HOME)):
        if TWICE.match(words(said)):
            yield f"{who}: a button says its verb twice: « {words(said)} »"
    for name, title, address, hand, due in tasks(read(HOME)):
        if is_beside(title):
            continue
        if (name == "a-faire") != hand.startswith("à vous"):
            yield f"{who}: « {title} », of the list {name}, says that the ball is {hand}"
        page = panel(read(address))
        if page and page[0] != hand:
            yield f"{who}: « {title} », {hand} on the home, {page[0] or 'nobody'} on {address}"
        if page and page[0] == "à vous" and page[2] == NOTHING:
            yield f"{who}: {address} says that it is their turn, and that there is nothing to do"
        if page and page[1] and due and page[1] != due:
            yield f"{who}: « {title} », {due} on the home, {page[1]} on {address}"
    for row in ROW.findall(read(DOSSIERS)):
        told = re.search(r'data-label="La main est à">(.*?)</td>', row, re.DOTALL)
        address = re.search(r'href="(/espace/dossiers/[^"]+)"', row)
        if told is None:
            continue
        page = panel(read(address[1]))
        if page and page[0] not in (f"à {words(told[1])}", contracted(words(told[1]))):
            yield f"{who}: {words(told[1])} in the list, {page[0]} on {address[1]}"


def contracted(hand):
    return re.sub("^les ", "aux ", re.sub("^le ", "au ", hand))


@pytest.mark.parametrize("who", UNLIKE)
def test_the_home_the_list_and_the_page_say_whose_turn_it_is(world, who, found):
    found.tell(differences(who, reading(world, who)))
    found.end()


@pytest.mark.slow
@pytest.mark.parametrize("who", sorted(set(LIKE) & set(EVERYBODY)))
def test_people_who_are_like_another_are_told_the_same(world, who, found):
    found.tell(differences(who, reading(world, who)))
    found.end()


def test_control_something_is_compared(world):
    """The law would keep silent on pages that it cannot read."""
    html = world.read("alice", HOME).body.decode()
    rows = list(tasks(html))

    assert len(rows) >= 15
    assert sum(panel(world.read("alice", one[2]).body.decode()) is not None for one in rows) >= 12

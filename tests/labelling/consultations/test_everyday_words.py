"""Words of the pages of those who have no account: everyday French, short sentences, a page that a telephone loads.

A word is everyday when its root is that of one of the 5,000 commonest forms of wordfreq, or when the page explains it.
"""

import re
from datetime import timedelta

import pytest
import snowballstemmer
from bs4 import BeautifulSoup
from wordfreq import top_n_list

from labelling.path.consultations import actions
from labelling.path.team_surveys import actions as surveys
from observatory.practices.writing import readability
from portal.core import clock
from tests.labelling.consultations.conftest import say

pytestmark = pytest.mark.django_db
EASIEST, COMMONEST, KILOBYTES = 80, 5000, 40
BLOCKS = "p li h1 h2 h3 label legend button summary div fieldset dt dd br input textarea".split()
WORD = re.compile(r"[^\W\d_]{3,}")
stem = snowballstemmer.stemmer("french").stemWord
# Words of the label, explained on the page; those of a telephone; the form of a mail; what the tests name.
EXPLAINED = set(
    "audit auditeur auditeurs bailleur bailleurs hqs label locataires recevabilité".split()
)
TECHNICAL = {"courriel", "pdf"}
NAMES = {"amicale", "tilleuls", "valmeyre", "habitat", "hlm", "quali"}


@pytest.fixture(scope="module")
def everyday():
    return {stem(word) for word in top_n_list("fr", COMMONEST)}


def text_of(page):
    """What a person reads in the page itself, without the frame of the site: a block a line."""
    main = BeautifulSoup(page.content.decode(), "lxml").main
    for unseen in main.select("script, style, template, [hidden], .field-help svg, svg"):
        unseen.decompose()
    for block in main.find_all(BLOCKS):
        block.insert_before("\n")
        block.insert_after("\n")
    lines = (" ".join(line.split()) for line in main.get_text().splitlines())
    return "\n".join(line for line in lines if line)


def body_pages(client, key):
    """{name: page} of a body, from its code to « cela ne répond pas »."""
    one = key.consultation
    client.get(key.path)
    own = "/locataires/avis/"
    pages = {"asked": client.get(own)}
    pages |= {name: client.get(f"{own}{name}/") for name in ("remarque", "piece")}
    actions.give(one, say(stance="confirms", opinion="Le hall est propre."), key=key)
    pages["said"] = client.get(own)
    by = one.dossier.organism.memberships.first().user
    one.refresh_from_db()
    one.workflow.fire(one, "answer", by=by, text="Merci. Nous le faisons chaque lundi.")
    pages |= {"answered": client.get(own), "suite": client.get(f"{own}suite/")}
    client.get(key.mailbox_url)
    pages["all"] = client.get("/locataires/toutes/")
    client.logout()
    return pages | {name: client.get(f"/locataires/{name}/") for name in ("code", "courrier")}


def agent_pages(client, dossier, by):
    day = clock.today() + timedelta(days=10)
    survey = surveys.open_survey(dossier, agents=10, closes_on=day, by=by)
    pages = {"team_code": client.get("/equipes/code/")}
    client.post("/equipes/code/", {"code": survey.codes_in_order()[0]})
    pages["team_questions"] = client.get("/equipes/questions/")
    return pages | {"team_thanks": client.get("/equipes/merci/")}


@pytest.fixture
def pages(client, key, dossier, alice):
    found = body_pages(client, key) | agent_pages(client, dossier, alice)
    assert {page.status_code for page in found.values()} == {200}
    return found


def test_sentences_are_easy_to_read(pages):
    scores = {name: readability.measure(text_of(page)) for name, page in pages.items()}
    hard = {name: one.score for name, one in scores.items() if one and one.score < EASIEST}
    assert hard == {}


def test_words_are_those_of_everyday_or_explained(pages, everyday):
    rare = {
        word
        for page in pages.values()
        for word in WORD.findall(text_of(page).lower())
        if stem(word) not in everyday
    }
    assert rare - NAMES == EXPLAINED | TECHNICAL


def test_a_page_is_light(pages):
    heavy = {name: len(page.content) for name, page in pages.items()}
    assert {name: size for name, size in heavy.items() if size > KILOBYTES * 1000} == {}

"""Law of lists: each paginated list of the members' space leaves as a table, or says why it does not."""

from pathlib import Path

TEMPLATES = Path(__file__).parents[3] / "templates"
WRITING = "what people wrote to each other, read in its place"
WORK = "a way to pages, of which nothing is counted or compared"
JOURNAL = "a journal, whose lines are evidence where they stand"
FILE = "lines of a file that was sent, given back as a file by its own page"
OWN = "what one person follows or receives"
NO_TABLE = {
    "community/documents/list.html": WORK,
    "community/faq/list.html": WRITING,
    "community/mentoring/list.html": OWN,
    "community/people/contacts.html": OWN,
    "community/people/list.html": "profiles that people show in a space, and nowhere else",
    "community/polls/list.html": "a survey has its own files",
    "community/questions/list.html": WRITING,
    "community/spaces/organisms.html": "the directory says them, with its own file",
    "community/threads/list.html": WRITING,
    "community/threads/one.html": WRITING,
    "home/agenda/desk.html": WORK,
    "home/agenda/registrations.html": "people who come to an event, for its organiser's reading alone",
    "home/campaigns/list.html": WORK,
    "home/letter/list.html": WORK,
    "labelling/dossiers/journal.html": JOURNAL,
    "labelling/follow_up/organism.html": "notes and exchanges of one organism: the list of all has its files",
    "labelling/kit/desk.html": WORK,
    "labelling/process_map/point.html": "cases of an alert: the lists of dossiers, audits, sessions have their files",
    "labelling/rule_trials/trial.html": "the trial of a version, drawn again when it is asked",
    "labelling/stock/remarks.html": FILE,
    "labelling/history_import/detail.html": JOURNAL,
    "labelling/history_import/lines.html": FILE,
    "labelling/history_import/list.html": WORK,
    "labelling/history_import/register.html": FILE,
    "observatory/calls/list.html": WORK,
    "observatory/calls/sent.html": OWN,
    "observatory/coverage/upkeep.html": WORK,
    "observatory/practices.html": "the search of practices has its own file",
    "observatory/practices/invitations/list.html": WORK,
    "observatory/practices/invitations/strengths.html": WORK,
    "observatory/questions/list.html": WRITING,
    "observatory/reuse/list.html": OWN,
    "observatory/synonyms/list.html": WORK,
    "portal/account_desk/decided.html": JOURNAL,
    "portal/assignments/absences.html": "who is absent is for the office of today, not for a file",
    "portal/inbox/list.html": OWN,
    "portal/news.html": OWN,
    "portal/retention/line.html": "numbers without a name, to decide of one by one",
    "portal/retention/register.html": JOURNAL,
    "portal/retention/versions.html": WORK,
    "portal/revisions/history.html": JOURNAL,
    "portal/search/results.html": OWN,
}
APART = (
    "portal/components/",
    "portal/scenario/demo_doors/",
)  # the gallery, the demonstration's mails


def paginated():
    """The templates of the members' space that have several pages, with their text."""
    for path in TEMPLATES.rglob("*.html"):
        name, text = str(path.relative_to(TEMPLATES)), path.read_text()
        if "{% pagination" in text and not is_public(text) and not name.startswith(APART):
            yield name, text


def is_public(text):
    return text.startswith(('{% extends "base.html"', '{% extends "home/page.html"'))


def test_each_list_leaves_as_a_table_or_says_why_it_does_not():
    without = {name for name, text in paginated() if "{% export_links" not in text}

    assert without == set(NO_TABLE)

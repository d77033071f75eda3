"""Page where a draft of rules is written and read again: shown, confirmed once, never over a colleague's text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.parties.framework.drafts import actions
from labelling.parties.framework.drafts.files.reading import read_rules
from labelling.parties.framework.drafts.files.writing import write
from labelling.parties.framework.files.parsing import KINDS as MODELS
from labelling.parties.framework.models import RulesDraft
from portal.workflow import Forbidden, Stale, audit_log
from tests.labelling.framework.drafts.factories import KINDS, begin, edit, fire, make_deputy
from tests.labelling.framework.drafts.test_files import book_of, place, plain, saved

pytestmark = [pytest.mark.django_db, pytest.mark.dated]


@pytest.fixture
def draft(sonia):
    return begin(sonia, "framework")


@pytest.fixture
def page(draft):
    return f"{draft.get_absolute_url()}tableur/"


def changed_file(draft, weight=5):
    book = book_of(draft)
    place(book["Thèmes"], "T01", "Poids").value = weight
    return saved(book)


def sent(content, **more):
    return {"file": SimpleUploadedFile("regles.xlsx", content)} | more


def test_br10_a_file_is_shown_then_replaces_the_lines_of_the_draft_once(
    sonia, signed_in, draft, page
):
    office, content = signed_in(sonia), changed_file(draft)
    shown = office.post(page, sent(content))
    draft.refresh_from_db()
    untouched = draft.content["themes"][0]["weight"]
    sure = {"sure": "1", "seen": shown.context["preview"].seen}
    done = office.post(page, sent(content, **sure), follow=True)
    again = office.post(page, sent(content, **sure))
    draft.refresh_from_db()

    assert "1 ligne change. Rien n’est encore écrit." in plain(shown.content.decode())
    assert untouched == 3
    assert "Le projet dit maintenant ce que dit le fichier." in plain(done.content.decode())
    assert again.status_code == 409
    assert draft.content["themes"][0]["weight"] == 5
    assert [one.act for one in audit_log.entries_of(draft)] == ["replace_content", "open"]
    assert draft.state == RulesDraft.State.DRAFT
    assert MODELS["framework"].objects.filter(code=draft.code).count() == 0


def test_an_unchanged_file_says_so_and_writes_nothing(sonia, signed_in, draft, page):
    office, content = signed_in(sonia), write(draft, "ods")
    shown = office.post(page, sent(content))
    forced = office.post(page, sent(content, sure="1", seen=shown.context["preview"].seen))

    assert "Ce fichier dit ce que le projet dit déjà : rien ne change." in plain(
        shown.content.decode()
    )
    assert "Remplacer les lignes" not in shown.content.decode()
    assert forced.status_code == 409
    assert audit_log.entries_of(draft).count() == 1


def test_a_file_with_refused_cells_is_not_taken_even_when_forced(sonia, signed_in, draft, page):
    office, content = signed_in(sonia), changed_file(draft, weight="lourd")
    shown = office.post(page, sent(content))
    forced = office.post(page, sent(content, sure="1", seen=shown.context["preview"].seen))

    assert "Thèmes, C2" in shown.content.decode()
    assert "« lourd » n’est pas un nombre entier." in plain(shown.content.decode())
    assert forced.status_code == 409
    assert audit_log.entries_of(draft).count() == 1


def test_what_a_colleague_wrote_in_between_is_never_lost(sonia, signed_in, draft, page):
    office, content = signed_in(sonia), changed_file(draft)
    seen = office.post(page, sent(content)).context["preview"].seen
    edit(draft, make_deputy(), "themes", "T02", weight=8)
    outrun = office.post(page, sent(content, sure="1", seen=seen))
    draft.refresh_from_db()

    assert outrun.status_code == 409
    assert "Le projet a changé depuis la lecture du fichier" in plain(outrun.content.decode())
    assert [one["weight"] for one in draft.content["themes"][:2]] == [3, 8]
    with pytest.raises(Stale):
        actions.replace_content(draft, by=sonia, content=draft.content, seen=seen, count=1)


def test_only_the_office_prepares_and_only_what_is_in_preparation(
    sonia, alice, signed_in, draft, page
):
    assert signed_in(alice).get(page).status_code == 404
    with pytest.raises(Forbidden):
        actions.replace_content(draft, by=alice, content=draft.content, seen=None, count=1)
    fire(
        edit(draft, sonia, "themes", "T01", weight=7),
        "withdraw",
        sonia,
        reason="Nous n’en voulons plus.",
    )

    assert signed_in(sonia).get(page).status_code == 403


def test_one_row_or_many_cost_the_same_queries(sonia, signed_in, draft, page):
    office = signed_in(sonia)

    def cost(many):
        book = book_of(draft)
        for n in range(many):
            book["Thèmes"].append([f"Z{n}", f"Thème {n}", 1])
        with CaptureQueriesContext(connection) as queries:
            assert office.post(page, sent(saved(book))).status_code == 200
        return len(queries)

    cost(1)
    assert cost(1) == cost(60)


@pytest.mark.parametrize("kind", KINDS)
def test_a_published_version_is_given_to_whoever_reads_it(client, sonia, kind):
    version = MODELS[kind].objects.published().latest("effective_from")
    given = client.get(f"{version.get_absolute_url()}tableur.xlsx")
    draft = begin(sonia, kind)

    assert given.headers["Content-Disposition"].startswith(f'attachment; filename="{version.code}-')
    assert read_rules(draft, given.content).changes == 0
    assert client.get(f"{version.get_absolute_url()}tableur.exe").status_code == 404
    assert client.get(f"{draft.get_absolute_url()}tableur/projet.xlsx").status_code != 200

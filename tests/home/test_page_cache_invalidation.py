"""Invalidation of the page cache: publication, withdrawal, consent, midnight, settings of the CMS."""

from datetime import datetime

import pytest
from django.db import transaction

from community.faq import actions as faq
from community.questions import actions as questions
from home.models import ContentPage
from labelling.parties.organisms.models import Organism
from labelling.title.labels.models import Label
from portal.cache import versions
from portal.core import clock
from portal.models import PublicVersion, Role
from tests.community.factories import certified, make_answer, make_thread, make_writer
from tests.factories import make_dossier, make_organism, make_user
from tests.home.test_page_cache import read


@pytest.fixture
def site(committed_site, transactional_db):
    """Committed, as the portal's data are: what a transaction has not committed is not kept."""
    versions.bump()
    return Label.objects.get()


def test_published_text_appears_at_once(site):
    read("/contact/")
    page = ContentPage.objects.get(slug="contact")
    page.intro = "Une nouvelle adresse."
    page.save_revision()
    draft = read("/contact/")[1]
    page.get_latest_revision().publish()

    assert "Une nouvelle adresse." not in draft
    assert "Une nouvelle adresse." in read("/contact/")[1]


def test_a_page_taken_off_is_missing_at_once(site):
    read("/contact/")
    ContentPage.objects.get(slug="contact").unpublish()

    assert read("/contact/")[0].status_code == 404


def test_a_withdrawn_label_disappears_at_once(site):
    """BR-70, and without a signal: an `update()` counts."""
    before = [read(path)[1].count("Valmeyre") > 0 for path in ("/", "/annuaire/")]
    Label.objects.filter(pk=site.pk).update(state="withdrawn")  # a rehearsal of the engine's write

    assert before == [True, True]
    assert [read(path)[1].count("Valmeyre") for path in ("/", "/annuaire/")] == [0, 0]
    assert "Label retiré" in read("/annuaire/valmeyre/")[1]


def test_a_consent_withdrawn_is_obeyed_at_once(site):
    """BR-70: an organism under way is named as long as it accepts."""
    engaged = make_organism("Corvange", slug="corvange", has_public_consent=True)
    make_dossier(engaged, state="registered")
    before = [read("/annuaire/corvange/")[0].status_code for _ in range(2)]
    Organism.objects.filter(pk=engaged.pk).update(has_public_consent=False)

    assert before == [200, 200]
    assert read("/annuaire/corvange/")[0].status_code == 404


def test_what_a_transaction_has_not_committed_is_neither_kept_nor_announced(site):
    before, now = read("/annuaire/")[1], versions.current()
    with transaction.atomic():
        Organism.objects.filter(slug="valmeyre").update(name="Valmeyre renommé")
        inside = read("/annuaire/")
        transaction.set_rollback(True)

    assert "Valmeyre renommé" in inside[1]
    assert read("/annuaire/")[1] == before
    assert versions.current() == now


def test_several_writes_of_a_transaction_leave_one_row(site):
    rows = PublicVersion.objects.all()
    before = set(rows.values_list("pk", "token"))
    with transaction.atomic():
        for name in ("Un", "Deux", "Trois"):
            Organism.objects.filter(slug="valmeyre").update(name=name)

    assert len(set(rows.values_list("pk", "token")) - before) == 1


def test_a_write_that_the_public_does_not_read_ends_nothing(site):
    now = versions.current()
    make_user("Nadia")

    assert versions.current() == now


def test_a_label_that_ends_leaves_at_midnight_with_every_job_stopped(site):
    Label.objects.filter(pk=site.pk).update(end_on="2026-11-30")
    with clock.at(datetime(2026, 11, 30, 23, 59)):
        evening = [read("/annuaire/")[1] for _ in range(2)]
    with clock.at(datetime(2026, 12, 1)):
        morning = read("/annuaire/")[1]

    assert [text.count("Valmeyre") > 0 for text in evening] == [True, True]
    assert "Valmeyre" not in morning


def test_a_public_question_leaves_the_kept_pages_at_the_commit_of_its_withdrawal(site):
    zoe, sonia = make_writer(), make_user("Sonia", "Vasseur", roles=[Role.REFERENT])
    answer = certified(make_answer(make_thread(zoe), zoe), sonia)
    entry = faq.publish(answer.thread, by=sonia, title="Une question", source="Oui")
    question = questions.prepare(entry, by=sonia, title="Une réponse à tous", source="Oui")
    pages = ("/questions/", "/questions/une-reponse-a-tous/", "/recherche/?q=reponse+tous")
    before = ["Une réponse à tous" in read(path)[1] for path in pages[:1]]
    question = question.workflow.fire(question, "publish", by=sonia)
    shown = [read(path)[0].status_code for path in pages for _ in range(2)]
    assert (before, shown, read("/questions/")[2]) == ([False], [200] * 6, [])
    question.workflow.fire(question, "reserve", by=sonia, reason="à revoir")

    assert [read(path)[0].status_code for path in pages] == [200, 404, 200]
    assert "Une réponse à tous" not in "".join(read(path)[1] for path in pages)

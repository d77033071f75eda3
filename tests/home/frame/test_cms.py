"""Frame and banners in the CMS: one form begun with what is shown, previews, review by another person."""

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import AlertBanner, SiteFrame
from home.review.worklist import pages_to_mend, pages_to_read

pytestmark = pytest.mark.django_db
FRAME, BANNER = "/cms/snippets/home/siteframe", "/cms/snippets/home/alertbanner"
EMPTY = ("tabs", "footer", "social", "errors")


def sent(*menu, **fields):
    """The form of the frame, as the browser posts it."""
    rows = [("entry", {"label": label, "page": "", "service": at}) for label, at in menu]
    streams = {"menu": streamfield(rows)} | {name: streamfield([]) for name in EMPTY}
    return nested_form_data(
        {"tagline": "", "footer_tagline": "", "mention": "", **streams, **fields}
    )


def banner(**fields):
    dates = {"starts_at": "24/11/2026 10:00", "ends_at": "24/11/2026 18:00"}
    plain = {"heading": "Fermé ce soir", "text": "", "tone": "warn", "link-count": 0}
    return {**plain, **dates, **fields}


def test_the_form_of_the_frame_begins_with_what_is_shown(cast):
    opened = cast.diane.get(f"{FRAME}/", follow=True)

    assert opened.redirect_chain[-1][0] == f"{FRAME}/add/"
    said = ("/verifier/", "Kit de communication", "Marque déposée à l’INPI", "Onglets")
    assert [one for one in said if one not in opened.text] == []


def test_the_dircom_publishes_the_frame_and_finds_it_again(cast):
    cast.diane.post(f"{FRAME}/add/", sent(("L’annuaire", "/annuaire/")) | {"action-publish": "on"})
    frame = SiteFrame.objects.get()
    again = cast.diane.get(f"{FRAME}/", follow=True)
    twice = cast.diane.post(f"{FRAME}/add/", sent(("Autre", "/annuaire/")), follow=True)

    assert (frame.live, frame.menu[0].value["label"]) == (True, "L’annuaire")
    edit = f"{FRAME}/edit/{frame.pk}/"
    assert again.redirect_chain[-1][0] == twice.redirect_chain[-1][0] == edit
    assert SiteFrame.objects.count() == 1
    draft = SiteFrame.objects.get().get_latest_revision_as_object()
    assert draft.menu[0].value["label"] == "Autre"  # typed before the autosave was known: kept
    assert "L’annuaire" in cast.diane.get("/").text


def test_a_refusal_keeps_what_was_typed_and_publishes_nothing(cast):
    wrong = sent(("Annuaire", "/annuaire/"), ("Annuaire", "/verifier/"))
    answer = cast.diane.post(f"{FRAME}/add/", wrong | {"action-publish": "on"})

    assert answer.status_code == 200
    assert "Deux entrées ont le même libellé" in answer.text
    assert SiteFrame.objects.count() == 0


def test_a_draft_may_be_wrong_and_is_shown_in_its_preview_alone(cast):
    cast.diane.post(f"{FRAME}/add/", sent(("Essai", "/annuaire/"), ("Essai", "/verifier/")))
    frame = SiteFrame.objects.get()
    views = {
        mode: cast.diane.get(f"{FRAME}/preview/{frame.pk}/", {"mode": mode})
        for mode, _label in SiteFrame.preview_modes
    }
    cast.diane.post(f"{FRAME}/preview/{frame.pk}/", sent(("Essai", "/annuaire/")))
    shown = {mode: cast.diane.get(f"{FRAME}/preview/{frame.pk}/", {"mode": mode}) for mode in views}

    assert not frame.live
    assert {one.status_code for one in shown.values()} == {200}
    assert [mode for mode, one in shown.items() if ">Essai<" not in one.text] == []
    assert "Cette page n’existe pas" in shown["not_found"].text
    assert "Essai" not in cast.diane.get("/").text


def test_a_banner_is_written_previewed_and_published(cast):
    wrong = cast.diane.post(
        f"{BANNER}/add/", banner(ends_at="24/11/2026 09:00") | {"action-publish": "on"}
    )
    cast.diane.post(f"{BANNER}/add/", banner() | {"action-publish": "on"})
    row = AlertBanner.objects.get()
    cast.diane.post(f"{BANNER}/preview/{row.pk}/", banner(heading="Fermé demain"))
    preview = cast.diane.get(f"{BANNER}/preview/{row.pk}/").text

    assert "La fin vient après le début." in wrong.text
    assert row.live
    assert "Fermé demain" in preview
    assert "Fermé ce soir" in cast.diane.get("/").text
    assert cast.diane.get(f"{BANNER}/").status_code == 200


def test_another_person_reads_the_frame_before_it_is_published(cast, david):
    cast.diane.post(f"{FRAME}/add/", sent(("Relu", "/annuaire/")) | {"action-submit": "on"})
    frame = SiteFrame.objects.get()
    state = frame.current_workflow_state.current_task_state
    edit = f"{FRAME}/edit/{frame.pk}/"
    turns = [(task.title, task.url) for task in pages_to_read(cast.david_user)]
    waits = [(task.title, task.url) for task in pages_to_read(cast.diane_user)]
    opened = david.get(edit).text
    action = reverse(
        SiteFrame.snippet_viewset.get_url_name("workflow_action"),
        args=[frame.pk, "approve", state.pk],
    )
    david.post(action, {"comment": ""})
    frame.refresh_from_db()

    assert turns == [("Page à relire", edit)]
    assert waits == [("Page en relecture", edit)]
    assert "Approuver" in opened
    assert frame.live
    assert frame.workflow_states.get().status == WorkflowState.STATUS_APPROVED


def test_a_frame_sent_back_is_mended_by_its_author(cast, david):
    cast.diane.post(f"{FRAME}/add/", sent(("Relu", "/annuaire/")) | {"action-submit": "on"})
    frame = SiteFrame.objects.get()
    state = frame.current_workflow_state.current_task_state
    action = reverse(
        SiteFrame.snippet_viewset.get_url_name("workflow_action"),
        args=[frame.pk, "reject", state.pk],
    )
    david.post(action, {"comment": "Un libellé plus court."})

    assert [task.url for task in pages_to_mend(cast.diane_user)] == [f"{FRAME}/edit/{frame.pk}/"]
    assert cast.diane.get(f"{FRAME}/history/{frame.pk}/").status_code == 200


@pytest.mark.parametrize("address", [f"{FRAME}/", f"{FRAME}/add/", f"{BANNER}/", f"{BANNER}/add/"])
def test_only_the_dircom_edits_what_surrounds_the_pages(address, cast):
    answer = cast.sonia.get(address)

    assert answer.status_code in (302, 403, 404)
    assert answer.headers.get("Location", "/cms/") == "/cms/"

"""Self-assessment: ratings, reasons, evidence, and a score whose arithmetic is shown."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from labelling.path.assessment import actions, pages, scenario
from labelling.path.assessment.models import CriterionAnswer, Evidence
from labelling.path.dossiers.steps import readiness
from portal.scenario.files import document
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.labelling.stock.factories import address
from tests.labelling.stock.files import FOLDER
from tests.refusals import refused as refused_page

EVIDENCE = FOLDER.parent / "evidence"
REASON = "L’organisme n’a pas cette activité."


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def criterion(dossier, code):
    return next(c for c in actions.criteria_of(dossier) if c.code == code)


def say(dossier, by, **ratings):
    """say(dossier, alice, T01_1=3): several ratings at once."""
    values = {
        criterion(dossier, name.replace("_", ".")): {"rating": value}
        for name, value in ratings.items()
    }
    actions.answer(dossier, values, by=by)


def test_a_rating_is_kept_and_leads_to_the_next_criterion(member, alice, dossier):
    url = address("assessment_criterion", dossier, "T01.1")

    response = member.post(
        url, {"rating": "2", "comment": "Écrite en 2024.", "act": "next", "seen": ""}
    )

    assert response.url == address("assessment_criterion", dossier, "T01.2")
    answer = CriterionAnswer.objects.get()
    assert (answer.rating, answer.is_na, answer.comment) == (2, False, "Écrite en 2024.")
    assert answer.updated_by == alice


@pytest.mark.parametrize(
    ("reason", "status"), [("", 422), ("x" * 19, 422), (" " * 30, 422), ("x" * 20, 302)]
)
def test_br11_on_screen_not_applicable_says_why_in_twenty_characters(
    member, dossier, reason, status
):
    url = address("assessment_criterion", dossier, "T12.3")

    response = member.post(url, {"rating": "na", "na_reason": reason, "comment": "gardé"})

    assert response.status_code == status
    assert CriterionAnswer.objects.filter(is_na=True).count() == (status == 302)
    if status == 422:
        assert list(response.context["form"].errors) == ["na_reason"]
        assert response.context["form"]["comment"].value() == "gardé"


def test_the_reason_of_not_applicable_is_not_said_optional(member, dossier):
    page = text(member.get(address("assessment_criterion", dossier, "T03.1")))

    label = page[page.index("Pourquoi ce critère est sans objet") :]
    label = label[: label.index("</label>")].replace("\u00a0", " ")
    assert "(demandé si « sans objet »)" in label
    assert "facultatif" not in label


def test_the_recording_itself_refuses_a_short_reason(alice, dossier):
    """BR-11: whatever the door."""
    value = {"rating": None, "is_na": True, "na_reason": "trop court"}
    with pytest.raises(Refused) as refused:
        actions.answer(dossier, {criterion(dossier, "T01.1"): value}, by=alice)

    assert refused.value.codes == ["na_reason"]
    assert CriterionAnswer.objects.count() == 0


def test_a_rating_is_asked_and_what_was_typed_is_kept(member, dossier):
    url = address("assessment_criterion", dossier, "T01.1")

    response = member.post(url, {"comment": "Nous écrivons."})

    assert response.status_code == 422
    assert "Nous écrivons." in text(response)


def test_the_database_refuses_a_rating_with_not_applicable(dossier, alice):
    """BR-11."""
    with pytest.raises(IntegrityError), transaction.atomic():
        CriterionAnswer.objects.create(
            dossier=dossier,
            criterion=criterion(dossier, "T01.1"),
            rating=2,
            is_na=True,
            updated_by=alice,
        )


def test_the_score_of_a_theme_is_shown_with_its_arithmetic(member, alice, dossier):
    """Σ(w·r) / Σ(w·3), half-up to one decimal."""
    say(dossier, alice, T01_1=3, T01_2=2, T01_3=1)
    weights = [criterion(dossier, code).weight for code in ("T01.1", "T01.2", "T01.3")]
    points = sum(w * r for w, r in zip(weights, (3, 2, 1), strict=True))
    assert (points, sum(weights) * 3) == (6, 9)

    page = text(member.get(address("assessment_score", dossier)))

    assert "(1×3 + 1×2 + 1×1) / 9 = 66,7 %" in page
    assert "Version de démonstration" in page


def test_the_global_score_weighs_the_themes_that_have_one(member, alice, dossier):
    """T01 weighs 3, T02 weighs 2; the others have no score yet."""
    say(dossier, alice, T01_1=3, T02_1=0)

    page = text(member.get(address("assessment_score", dossier)))

    assert "(3×100 + 2×0) / 5 = 60,0 %" in page
    assert "aucun critère ne s’applique" in page


def test_not_applicable_leaves_the_score(alice, dossier):
    say(dossier, alice, T01_1=3)
    value = {"rating": None, "is_na": True, "na_reason": REASON}
    actions.answer(dossier, {criterion(dossier, "T01.2"): value}, by=alice)

    assert pages.evaluation(dossier).themes[0].score.shown.replace("\u00a0", " ") == "100,0 %"


def test_the_mention_criteria_are_for_a_mention_only(member, organism, dossier):
    assert member.get(address("assessment_criterion", dossier, "T12.4")).status_code == 404
    mention = factories.make_dossier(organism, state="preparation", dossier_type="mention")

    assert member.get(address("assessment_criterion", mention, "T12.4")).status_code == 200


def test_all_rated_meets_the_guard_and_one_left_does_not(alice, dossier):
    """BR-11."""
    scenario.rate_all(by=alice, on=dossier, na=["T12.3"], leave=["T05.2"])
    assert "T05.2" in readiness.self_assessed(dossier).text
    say(dossier, alice, T05_2=1)
    assert readiness.self_assessed(dossier) is None


def test_evidence_is_kept_with_the_answer_and_downloaded_by_those_who_see_the_dossier(
    member, signed_in, bob, dossier
):
    name = "enquete-satisfaction-2025.pdf"
    file = SimpleUploadedFile(name, (EVIDENCE / name).read_bytes())
    url = address("assessment_evidence", dossier, "T10.1")

    response = member.post(url, {"title": "Enquête 2025", "file": file}, follow=True)

    assert response.status_code == 200
    assert "Enquête 2025" in text(response)
    stored = Evidence.objects.get().file
    assert b"".join(member.get(stored.get_absolute_url()).streaming_content).startswith(b"%PDF")
    assert signed_in(bob).get(stored.get_absolute_url()).status_code == 404
    assert CriterionAnswer.objects.get().rating is None


def test_a_file_that_is_no_document_is_refused_beside_the_field(member, dossier):
    file = SimpleUploadedFile("notes.exe", b"MZ")
    url = address("assessment_evidence", dossier, "T10.1")

    response = member.post(url, {"title": "Notes", "file": file})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["file"]
    assert Evidence.objects.count() == 0


def test_two_colleagues_on_one_criterion_see_both_texts_and_on_two_never_collide(
    member, alice, dossier
):
    url = address("assessment_criterion", dossier, "T01.1")
    say(dossier, alice, T01_1=1)
    seen = member.get(url).context["seen"]
    say(dossier, alice, T01_2=2)
    data = {"rating": "1", "comment": "Le mien", "seen": seen}
    assert member.post(url, data).status_code == 302

    response = member.post(url, {"rating": "3", "comment": "Le vieux", "seen": seen})

    assert response.status_code == 409
    assert response.context["pairs"] == [
        ("Où en êtes-vous\u00a0?", "3, maîtrisé et prouvé", "1, partiel"),
        ("Ce que nous faisons", "Le vieux", "Le mien"),
    ]
    assert CriterionAnswer.objects.get(criterion__code="T01.1").comment == "Le mien"


def test_only_members_answer_and_only_before_the_audit(
    signed_in, bob, sonia, chloe, alice, dossier
):
    url = address("assessment_criterion", dossier, "T01.1")
    data = {"rating": "2"}
    assert signed_in(bob).get(url).status_code == 404
    assert signed_in(bob).get(address("assessment_detail", dossier)).status_code == 404
    assert signed_in(sonia).get(url).status_code == 200
    assert signed_in(sonia).post(url, data).status_code == 403
    assert signed_in(chloe).post(url, data).status_code == 302
    with pytest.raises(Forbidden):
        say(dossier, bob, T01_1=0)
    type(dossier).objects.filter(pk=dossier.pk).update(state="audit")
    assert signed_in(chloe).get(url).status_code == 200
    refused_page(signed_in(chloe).post(url, {"rating": "0"}), "ouverture de l’audit")
    with pytest.raises(Refused):  # the state is read again under the lock
        say(dossier, alice, T01_1=0)
    assert CriterionAnswer.objects.get().rating == 2


def test_a_theme_or_criterion_that_is_not_there_is_not_found(member, dossier):
    assert member.get(address("assessment_theme", dossier, "T99")).status_code == 404
    assert member.get(address("assessment_criterion", dossier, "T99.1")).status_code == 404


@pytest.mark.parametrize(
    "where", [("assessment_detail",), ("assessment_score",), ("assessment_theme", "T05")]
)
def test_pages_cost_the_same_with_one_answer_and_all(member, alice, dossier, where):
    name, *more = where

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert member.get(address(name, dossier, *more)).status_code == 200
        return len(queries)

    say(dossier, alice, T05_1=1)
    cost()
    one = cost()
    scenario.rate_all(by=alice, on=dossier)

    assert cost() == one
    assert one <= 15


def test_a_mandatory_criterion_at_three_without_proof_is_warned_and_counted(member, alice, dossier):
    mandatory = next(c for c in actions.criteria_of(dossier) if c.mandatory)
    free = next(c for c in actions.criteria_of(dossier) if not c.mandatory)
    actions.answer(dossier, {mandatory: {"rating": 3}, free: {"rating": 3}}, by=alice)
    urls = [address("assessment_criterion", dossier, one.code) for one in (mandatory, free)]
    whole = address("assessment_detail", dossier)

    assert ["Aucune preuve</" in member.get(url).text for url in urls] == [True, False]
    assert [r["criterion"] for r in member.get(whole).context["unproven"]] == [mandatory]
    assert "1 critère obligatoire est coté" in text(member.get(whole))

    proof = EVIDENCE / "enquete-satisfaction-2025.pdf"
    with proof.open("rb") as file:
        sent = {"title": "Affichage", "file": file}
        member.post(address("assessment_evidence", dossier, mandatory.code), sent)

    assert "Aucune preuve</" not in member.get(urls[0]).text
    assert member.get(whole).context["unproven"] == []


def test_several_proofs_are_sent_together_each_with_the_name_of_its_file(member, dossier):
    proofs = [document(name, "Le hall.") for name in ("avant", "apres")]
    sent = {"title": "Affichage", "file": proofs}
    answer = member.post(address("assessment_evidence", dossier, "T10.1"), sent, follow=True)

    assert "2 preuves versées." in text(answer)
    assert sorted(Evidence.objects.values_list("title", flat=True)) == [
        "Affichage\u00a0: apres",
        "Affichage\u00a0: avant",
    ]

"""Published commitments: written by members, published by the signatory."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from labelling.title.labels.commitments import models
from labelling.title.labels.commitments.models import PublishedCommitment
from labelling.title.labels.models import Label
from portal.workflow import audit_log
from tests.labelling.labels.factories import make_label
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db
LIST = "/espace/organismes/valmeyre-habitat/engagements/"
FACTS = {
    "text": "Répondre sous 48 heures",
    "target": "",
    "result": "",
    "measured_on": None,
    "source": "",
}


def write(organism, place, by, **facts):
    return models.write(organism, place, FACTS | facts, by=by)


def publish(organism, by):
    return models.publish(organism, by=by, seen=models.stamp_of(models.drafts(organism)))


def shown(client, slug="valmeyre-habitat"):
    """The texts of the public page, in order."""
    return [one.text for one in client.get(f"/annuaire/{slug}/").context["commitments"]]


def posted(**values):
    return {"text": "Répondre sous 48 heures", "seen": ""} | values


def test_a_contact_writes_a_signatory_publishes_the_public_reads(
    client, signed_in, organism, alice, chloe
):
    make_label(organism)
    signed_in(chloe).post(
        f"{LIST}1/", posted(result="91 %", measured_on="2026-06-30", source="Enquête")
    )
    before = shown(client)
    page = signed_in(chloe).get(LIST)
    refused = client.post(f"{LIST}publier/", {"seen": page.context["seen"]})
    answer = signed_in(alice).post(f"{LIST}publier/", {"seen": page.context["seen"]}, follow=True)
    client.logout()

    assert (before, refused.status_code, page.context["may_publish"]) == ([], 403, False)
    assert answer.redirect_chain == [(LIST, 302)]
    assert shown(client) == ["Répondre sous 48 heures"]
    text = client.get("/annuaire/valmeyre-habitat/").content.decode()
    assert [word for word in ("91 %", "30\u00a0juin 2026", "Enquête") if word not in text] == []
    assert [entry.act for entry in audit_log.entries_of(organism)[:2]] == [
        "commitments_published",
        "commitment_written",
    ]


def test_a_draft_replaces_what_is_public_at_its_publication_and_not_before(
    client, organism, alice, chloe
):
    make_label(organism)
    write(organism, 1, chloe, text="Ancien")
    publish(organism, alice)
    write(organism, 1, chloe, text="Nouveau")
    before = shown(client)
    publish(organism, alice)
    rows = PublishedCommitment.objects.order_by("pk").values_list("text", "ended_on")

    assert (before, shown(client)) == (["Ancien"], ["Nouveau"])
    assert list(rows) == [("Ancien", date(2026, 11, 24)), ("Nouveau", None)]


def test_what_was_published_leaves_with_the_label_and_on_the_signatory_s_word(
    client, signed_in, organism, alice, chloe
):
    """Visible only while the organism is listed; one commitment may be ended at any time."""
    label = make_label(organism)
    for place in (1, 2):
        write(organism, place, chloe, text=f"Engagement {place}")
    publish(organism, alice)
    refused = signed_in(chloe).post(f"{LIST}1/ne-plus-publier/").status_code
    signed_in(alice).post(f"{LIST}1/ne-plus-publier/")
    again = client.post(f"{LIST}1/ne-plus-publier/")
    client.logout()

    assert (refused, shown(client)) == (403, ["Engagement 2"])
    refused_page(again, "Cet engagement n’est plus publié.")
    Label.objects.filter(pk=label.pk).update(state="withdrawn")
    assert "Engagement" not in client.get("/annuaire/valmeyre-habitat/").text


def test_a_draft_that_changed_since_it_was_read_is_not_published(signed_in, organism, alice, chloe):
    make_label(organism)
    write(organism, 1, chloe, text="Lu")
    seen = signed_in(alice).get(LIST).context["seen"]
    write(organism, 1, chloe, text="Changé")
    answer = signed_in(alice).post(f"{LIST}publier/", {"seen": seen})
    twice = signed_in(alice).post(f"{LIST}publier/", {"seen": answer.context["seen"]})
    third = signed_in(alice).post(f"{LIST}publier/", {"seen": answer.context["seen"]})

    assert (answer.status_code, twice.status_code, third.status_code) == (409, 302, 409)
    assert "Un brouillon a changé depuis que vous l’avez lu" in answer.content.decode()
    assert "Aucun brouillon n’est à publier" in third.content.decode()


def test_two_members_on_one_commitment_read_both_texts(signed_in, organism, alice, chloe):
    write(organism, 1, chloe, text="Le sien")
    seen = signed_in(alice).get(f"{LIST}1/").context["form"].seen
    write(organism, 1, chloe, text="Le sien, revu")
    conflict = signed_in(alice).post(f"{LIST}1/", posted(text="Le mien", seen=seen))
    kept = signed_in(alice).post(
        f"{LIST}1/", posted(text="Le mien", seen=conflict.context["form"].seen)
    )

    assert conflict.status_code == 409
    assert [
        word for word in ("Le mien", "Le sien, revu") if word not in conflict.content.decode()
    ] == []
    assert (kept.status_code, PublishedCommitment.objects.get().text) == (302, "Le mien")


def test_a_bad_value_is_told_beside_its_field_and_nothing_is_lost(signed_in, organism, alice):
    cases = {
        "text": (posted(text=" "), "Écrivez l’engagement."),
        "measured_on": (posted(result="91 %"), "un résultat sans date ne prouve rien"),
        "result": (posted(measured_on="2026-01-01"), "Écrivez le résultat mesuré ce jour-là."),
    }
    client = signed_in(alice)
    told = {name: client.post(f"{LIST}1/", values) for name, (values, _) in cases.items()}
    late = client.post(f"{LIST}1/", posted(result="1", measured_on="2026-11-25"))
    long = client.post(f"{LIST}1/", posted(text="x" * 201))

    assert {answer.status_code for answer in (*told.values(), late, long)} == {422}
    assert {name: list(answer.context["form"].errors) for name, answer in told.items()} == {
        name: [name] for name in cases
    }
    assert [
        name for name, (_, said) in cases.items() if said not in told[name].content.decode()
    ] == []
    assert late.context["form"].errors["measured_on"] == ["Ce jour n’est pas encore venu."]
    assert "x" * 201 in long.content.decode()
    assert PublishedCommitment.objects.count() == 0


def test_a_list_holds_twelve_and_fills_its_first_free_place(signed_in, organism, alice):
    """The thirteenth has no address; the database refuses it too."""
    for place in range(1, 13):
        write(organism, place, alice)
    full = signed_in(alice).get(LIST)
    codes = [signed_in(alice).get(f"{LIST}{place}/").status_code for place in (12, 13)]
    models.drop(organism, 5, by=alice)

    assert (full.context["free"], codes) == (None, [200, 404])
    assert "La liste est complète" in full.content.decode()
    assert models.places(organism)[1] == 5
    assert signed_in(alice).get(f"{LIST}5/").status_code == 200
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedCommitment.objects.create(
            organism=organism, place=13, text="De trop", written_by=alice
        )


def test_a_place_has_one_draft_and_one_public_commitment_at_most(organism, alice):
    write(organism, 1, alice)
    publish(organism, alice)
    write(organism, 1, alice)
    public = PublishedCommitment.objects.public().get()
    for fields in (
        {},
        {"published_on": date(2026, 11, 24), "published_by": alice},
        {"published_on": date(2026, 1, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PublishedCommitment.objects.create(
                organism=organism, place=1, text="Double", written_by=alice, **fields
            )

    assert (PublishedCommitment.objects.count(), public.published_by) == (2, alice)


def test_another_organism_and_strangers_change_nothing(
    signed_in, organism, alice, bob, sonia, dircom
):
    write(organism, 1, alice)
    codes = {
        person: [
            signed_in(user).get(LIST).status_code,
            signed_in(user).get(f"{LIST}1/").status_code,
            signed_in(user).post(f"{LIST}publier/", {"seen": ""}).status_code,
            signed_in(user).post(f"{LIST}1/retirer-le-brouillon/").status_code,
        ]
        for person, user in (("bob", bob), ("sonia", sonia), ("dircom", dircom))
    }

    assert codes == {"bob": [404] * 4, "sonia": [200, 403, 403, 403], "dircom": [404] * 4}
    assert PublishedCommitment.objects.drafts().count() == 1


def test_the_pages_cost_the_same_with_one_commitment_and_twelve(
    signed_in, client, organism, alice, django_assert_num_queries
):
    make_label(organism)
    write(organism, 1, alice)
    publish(organism, alice)
    member = signed_in(alice)
    member.get(LIST)
    with django_assert_num_queries(9):
        member.get(LIST)
    for place in range(2, 13):
        write(organism, place, alice)
    publish(organism, alice)
    with django_assert_num_queries(9):
        member.get(LIST)
    client.logout()
    with django_assert_num_queries(10):  # the page tells its towns, its practices and the news
        assert len(shown(client)) == 12

"""Special mentions (BR-77): need a label in force, and end with it at the latest."""

from datetime import date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from labelling.title.labels.actions import grant, preview
from labelling.title.labels.attestations import actions
from labelling.title.labels.mentions import AGEING, LabelMention, titles
from labelling.title.labels.models import Label
from portal.core import clock
from portal.workflow import Refused
from tests.factories import make_dossier
from tests.labelling.labels.factories import TODAY, make_decision, make_granted, make_label

pytestmark = pytest.mark.django_db


@pytest.fixture
def label(organism):
    return make_label(organism)


def mention(label):
    """Granted today on the organism's label."""
    return make_granted(label.organism, dossier_type="mention")


def put(label, **fields):
    Label.objects.filter(pk=label.pk).update(**fields)


def test_br77_a_mention_begins_with_its_decision_and_ends_with_the_label(label):
    mention(label)

    row = LabelMention.objects.get()
    assert (row.label, row.title, row.start_on, row.end_on) == (label, AGEING, TODAY, label.end_on)
    assert (titles(label), Label.objects.count()) == (AGEING, 1)


@pytest.mark.parametrize(
    ("state", "more"),
    [
        ("withdrawn", {"ended_on": TODAY}),
        ("annulled", {"ended_on": TODAY}),
        ("suspended", {"suspended_on": TODAY}),
        ("renounced", {"ended_on": TODAY}),
        ("superseded", {}),
    ],
)
def test_br77_the_mention_ends_at_once_with_the_label_that_carries_it(label, state, more):
    """Derived: no job, no second row to keep right."""
    mention(label)
    put(label, state=state, **more)

    assert titles(label) == ""


def test_br77_a_lifted_suspension_gives_the_mention_back(label):
    mention(label)
    put(label, state="suspended")
    assert titles(label) == ""
    put(label, state="active")
    assert titles(label) == AGEING


def test_br77_the_mention_does_not_outlive_the_label_even_with_every_job_stopped(label):
    mention(label)
    with clock.at(datetime(2027, 12, 31, 12)):
        assert titles(label) == AGEING
    with clock.at(datetime(2028, 1, 1, 12)):
        assert titles(label) == ""


def test_br77_an_extension_of_the_label_does_not_prolong_the_mention(label):
    mention(label)
    put(label, state="extended", end_on=date(2028, 6, 30))
    with clock.at(datetime(2028, 1, 1, 12)):
        assert (Label.objects.in_force().count(), titles(label)) == (1, "")


@pytest.mark.parametrize("state", ["suspended", "withdrawn", "expired"])
def test_br77_no_mention_without_a_label_in_force(label, state):
    put(label, state=state)

    with pytest.raises(Refused) as refused:
        mention(label)
    assert refused.value.codes in (["label_not_in_force"], ["no_label"])
    assert LabelMention.objects.count() == 0
    assert label.attestations.get().status == "published"


def test_the_attestation_says_the_mention_and_replaces_the_one_before(label):
    mention(label)
    old, new = label.attestations.order_by("pk")
    actions.make_pdf.call(new.number)

    printed = label.attestations.get(pk=new.pk)
    with printed.file.file.storage.open(printed.file.file.name) as content:
        pages = PdfReader(BytesIO(content.read())).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert (old.status, new.status, printed.status) == ("void", "preparing", "published")
    assert AGEING in text


def test_an_attestation_without_a_mention_says_none(label):
    assert actions._context(label.attestations.get(), label)["mention"] == ""


def test_the_effects_of_a_mention_are_told_before(label):
    dossier = make_dossier(label.organism, state="scheduled", dossier_type="mention")
    said = preview(dossier, TODAY)[0].replace("\u00a0", " ")

    assert said == (
        f"La mention « {AGEING} » s’ajoute au label {label.reference}, "
        "du 24 novembre 2026 au 31 décembre 2027."
    )


def test_br69_an_annulled_decision_takes_the_mention_back(label):
    dossier = make_dossier(
        label.organism, state="granted", dossier_type="mention", decided_on=TODAY, perimeter="Tout"
    )
    decision = make_decision(dossier=dossier)
    grant(dossier, decision, by=decision.validated_by)
    type(decision).objects.update(
        annulled_on=TODAY, annulment_reason="Pièce fausse", annulment_reference="Jugement"
    )

    assert titles(label) == ""


def test_the_page_of_the_label_says_the_mention(label, alice, signed_in):
    mention(label)
    assert AGEING in signed_in(alice).get(label.get_absolute_url()).content.decode()

"""Granting of a label: dates, number, attestation, refusals."""

from datetime import date, datetime

import pytest

from labelling.title.labels.actions import gap_before, grant, preview, validity
from labelling.title.labels.attestations import actions
from labelling.title.labels.models import Attestation, Label
from portal.core import clock
from portal.models import Entry, Message
from portal.workflow import Refused
from tests.evidence import empty
from tests.factories import make_dossier, make_member, make_organism
from tests.labelling.labels.factories import make_decision, make_granted, make_label

pytestmark = pytest.mark.django_db
FACTS = (
    *("number", "organism_name", "perimeter", "start_on", "end_on"),
    *("decided_on", "signatory_name", "signatory_title"),
)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2024, 6, 15), date(2027, 6, 14)),
        (date(2024, 2, 29), date(2027, 2, 27)),
        (date(2021, 6, 30), date(2024, 6, 29)),
        (date(2023, 8, 31), date(2026, 8, 30)),
        (date(2024, 3, 1), date(2027, 2, 28)),
        (date(2025, 1, 1), date(2027, 12, 31)),
    ],
)
def test_br63_a_label_lasts_three_years_less_a_day(organism, start, end):
    assert validity(organism, start, 36) == (start, end, None)


def test_br62_a_label_is_born_of_a_grant_decision_only(organism):
    dossier = make_dossier(organism, state="refused", perimeter="Tout")

    for decision in (None, make_decision(option="refuse", dossier=dossier)):
        with pytest.raises(ValueError, match="BR-62"):
            grant(dossier, decision, by=None)
    assert Label.objects.count() == 0


def test_a_grant_makes_the_label_its_attestation_its_mail_and_its_line(organism, alice):
    label = make_granted(organism)
    attestation = label.attestations.get()

    assert (label.state, label.cycle, label.end_on) == ("active", 1, date(2029, 11, 23))
    assert (attestation.number, attestation.organism_name, attestation.status) == (
        "QH-2026-0001",
        organism.name,
        "preparing",
    )
    assert sorted(Message.objects.values_list("notice", "person")) == [
        ("label.granted", alice.pk),
        ("licence.opened", alice.pk),
    ]
    lines = Entry.objects.filter(thing_type="labelling.label", thing_id=label.pk)
    assert list(lines.values_list("act", flat=True)) == [
        "grant",
        "take_effect",
    ]


def test_the_effects_told_before_are_those_that_happen(organism, alice):
    dossier = make_dossier(organism, state="scheduled", perimeter="Tout")

    sentences = preview(dossier, clock.today())

    assert sentences[0] == "Un label est créé, du 24\u00a0novembre 2026 au 23\u00a0novembre 2029."
    assert sentences[-1].endswith("1.")


def test_br65_a_renewal_before_the_end_starts_the_day_after(organism):
    old = make_label(organism, start_on=date(2024, 6, 15))
    with clock.at(datetime(2027, 5, 20, 12)):
        new = make_granted(organism, decided_on=date(2027, 5, 20), dossier_type="renewal")
    assert (new.state, new.start_on, new.end_on) == (
        "pending",
        date(2027, 6, 15),
        date(2030, 6, 14),
    )

    with clock.at(datetime(2027, 6, 15, 0, 5)):
        Label.objects.first().workflow.run_timed()
    assert [Label.objects.get(pk=pk).state for pk in (old.pk, new.pk)] == ["superseded", "active"]


def test_br65_a_renewal_after_the_end_starts_at_the_decision_and_tells_the_gap(organism):
    """The clock has not run: the ended label is closed by the grant itself (BR-64)."""
    old = make_label(organism, start_on=date(2024, 6, 15))
    with clock.at(datetime(2027, 7, 2, 12)):
        new = make_granted(organism, decided_on=date(2027, 7, 2), dossier_type="renewal")

    assert (new.state, new.start_on, new.end_on) == ("active", date(2027, 7, 2), date(2030, 7, 1))
    assert gap_before(new) == (date(2027, 6, 15), date(2027, 7, 1))
    assert Label.objects.get(pk=old.pk).state == "expired"


def test_br64_a_verification_confirms_the_label_and_makes_no_second(organism):
    label = make_label(organism)
    kept = make_granted(organism, dossier_type="verification")

    assert (kept.pk, Label.objects.count(), kept.end_on) == (label.pk, 1, label.end_on)
    assert Attestation.objects.count() == 1


def test_an_extension_of_perimeter_replaces_the_attestation(organism):
    label = make_label(organism)
    make_granted(organism, dossier_type="extension", perimeter="Deux agences de plus")

    rows = label.attestations.order_by("pk").values_list("status", "perimeter")
    assert list(rows) == [("void", "Tous les logements"), ("preparing", "Deux agences de plus")]


@pytest.mark.parametrize("name", FACTS)
def test_br66_an_attestation_without_one_of_its_facts_is_refused(name):
    facts = dict.fromkeys(FACTS, "présent") | {name: ""}

    with pytest.raises(Refused) as refused:
        actions.refuse_incomplete(facts)
    assert refused.value.codes == [f"missing_{name}"]


def test_br66_a_grant_without_perimeter_makes_nothing(organism):
    with pytest.raises(Refused) as refused:
        make_granted(organism, perimeter="")

    assert refused.value.codes == ["missing_perimeter"]
    assert Label.objects.count() == 0


def test_br67_a_number_is_never_given_again():
    assert make_granted().attestations.get().number == "QH-2026-0001"
    empty(Attestation)

    assert make_granted().attestations.get().number == "QH-2026-0002"


def test_the_pdf_is_made_by_the_worker_and_kept_with_the_label(
    django_capture_on_commit_callbacks, signed_in, organism, alice
):
    with django_capture_on_commit_callbacks(execute=True):
        label = make_granted(organism)
    attestation = label.attestations.get()

    assert attestation.status == "published"
    page = signed_in(alice).get(label.get_absolute_url()).content.decode()
    assert str(attestation.file.token) in page


def test_br69_a_void_attestation_is_not_published_by_a_late_job(organism):
    label = make_granted(organism)
    number = label.attestations.get().number
    actions.void(label, "Décision annulée")
    actions.make_pdf.func(number)

    attestation = label.attestations.get()
    assert (attestation.status, attestation.file) == ("void", None)


def test_mails_of_a_grant_go_to_active_members_only():
    organism = make_organism()
    alice = make_member(organism)
    left = make_member(organism, "contact")
    left.memberships.update(is_active=False)
    make_granted(organism)

    assert set(Message.objects.values_list("person", flat=True)) == {alice.pk}

"""An import is taken back as long as nothing was built on it: it leaves everything but the journal."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from labelling.committee.models import CommitteeSession, Decision
from labelling.parties.organisms.models import Organism
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps.opening import open_dossier
from labelling.steering.history_import.past import results
from labelling.title.labels import register
from labelling.title.labels.directory import figures
from labelling.title.labels.models import Attestation, Label
from portal.core import clock
from portal.models import Message, Role
from portal.workflow import Forbidden, Refused, acting, audit_log
from tests import factories
from tests.labelling.history_import.conftest import begin, confirm, corrections

pytestmark = pytest.mark.django_db
MODELS = (Organism, LabelDossier, AuditMission, CommitteeSession, Decision, Label, Attestation)


def take_back(made, by):
    return made.workflow.fire(made, "take_back", by=by)


@pytest.fixture
def content(told):
    """The first organism that holds the label, with its audits and its number of attestation."""
    row = next(one for one in told["organisms"] if one["status"] == "labelled")
    row = row | {"label": row["label"] | {"attestation": "qh-2019-0042"}}
    own = {
        name: [one for one in told[name] if one["organism"] == row["name"]]
        for name in ("audits", "decisions", "reminders")
    }
    return {"organisms": [row], **own}


def test_what_was_brought_leaves_the_pages_and_the_figures_at_once_and_nothing_is_deleted(
    sonia, told
):
    made = confirm(sonia, told, corrections(told))
    stored = {model: model._base_manager.count() for model in MODELS}

    made = take_back(made, sonia)

    assert made.state == "taken_back"
    assert [model.objects.count() for model in MODELS] == [0] * len(MODELS)
    assert {model: model._base_manager.count() for model in MODELS} == stored
    assert (register.directory_labels().count(), register.engaged().count()) == (0, 0)
    assert figures.tables()["ensemble"][0].labelled == 0
    assert Message.objects.count() == 0
    assert audit_log.broken() == []


def test_its_public_addresses_answer_as_if_it_had_never_come(client, sonia, content):
    made = confirm(sonia, content)
    organism = Organism.objects.get()
    pages = [
        reverse("labelling:verify", args=["QH-2019-0042"]),
        reverse("labelling:directory_organism", args=[organism.slug]),
        reverse("labelling:badge", args=[organism.slug]),
    ]
    lists = [reverse(f"labelling:{name}") for name in ("directory", "directory_csv")]

    def listed():
        answers = [client.get(page) for page in lists]
        told = [b"".join(answer) for answer in answers]
        return [organism.name in page.decode() for page in told]

    before = [client.get(page).status_code for page in pages], listed()
    take_back(made, sonia)
    after = [client.get(page).status_code for page in pages], listed()

    assert before == ([200, 200, 200], [True, True])
    assert after == ([404, 404, 404], [False, False])


def test_its_journal_is_still_read_with_the_line_that_takes_it_back(sonia, content):
    made = take_back(confirm(sonia, content), sonia)
    dossier = results.things(made, LabelDossier).first()

    assert [line.act for line in audit_log.entries_of(dossier)] == ["take_over_back", "take_over"]
    assert results.entries(made).filter(act="take_over").count() > 5


def test_a_corrected_file_comes_in_again_under_the_same_names_and_numbers(sonia, content):
    take_back(confirm(sonia, content), sonia)

    confirm(sonia, content)

    assert Organism.objects.get().slug == "orvance-habitat"
    assert register.verify("QH-2019-0042").status == "active"
    assert Attestation._base_manager.filter(number="QH-2019-0042").count() == 2


def test_what_was_built_on_it_is_named_and_it_stays(sonia, told):
    made = confirm(sonia, told, corrections(told))
    dossier = LabelDossier.objects.filter(state="submitted").first()
    asked = {"requests": [("", "La lettre d’engagement manque.")], "due_on": date(2027, 1, 8)}
    dossier.workflow.fire(dossier, "request_complement", by=sonia, **asked)

    with pytest.raises(Refused) as refused:
        take_back(made, sonia)

    said = f"Dossier {dossier}\u00a0: {sonia} a"
    assert refused.value.codes == ["built", "built"]  # the act, and the complement that it asks
    assert str(refused.value.problems[0]).startswith(said)
    assert Label.objects.count() == 57


def test_a_dossier_opened_for_an_organism_of_the_file_keeps_it(sonia, told):
    made = confirm(sonia, told, corrections(told))
    organism = Organism.objects.get(name="Orvance Habitat")
    opened = open_dossier(organism, by=sonia, dossier_type="renewal")

    problems = results.obstacles(made)

    assert [problem.code for problem in problems] == ["built"]
    assert opened.reference in problems[0].text


def test_nobody_but_the_referent_begins_one_confirms_it_or_takes_it_back(sonia, content):
    denis = factories.make_user("Denis", roles=[Role.DEPUTY])
    with pytest.raises(Forbidden):
        begin(denis, content)
    made = begin(sonia, content)
    with pytest.raises(Forbidden):
        made.workflow.fire(made, "confirm", by=denis)
    made = made.workflow.fire(made, "confirm", by=sonia)

    with pytest.raises(Forbidden):
        take_back(made, denis)


def test_the_clock_and_a_page_left_open_write_nothing_on_what_was_taken_back(sonia, content):
    made = confirm(sonia, content)
    label, dossier = Label.objects.get(), LabelDossier.objects.first()
    take_back(made, sonia)
    lines = audit_log.Entry.objects.count()

    with clock.at(datetime(2028, 1, 3, 9)):
        label.workflow.run_reminders()
        label.workflow.run_timed()
    with pytest.raises(Refused) as refused:
        label.workflow.fire(label, "safeguard", by=sonia, reason="x")
    with pytest.raises(Refused) as acted, acting(dossier, by=sonia, act="note", sentence="a noté"):
        pass

    assert (refused.value.codes, acted.value.codes) == (["gone"], ["gone"])
    assert audit_log.Entry.objects.count() == lines
    assert Message.objects.count() == 0


def test_a_reminder_whose_day_came_before_the_import_is_not_sent(sonia, content):
    """BR-75: the next ones are."""
    confirm(sonia, content)
    label = Label.objects.get()  # until 4 December 2027
    factories.make_member(label.organism, "signatory", first_name="Alice")
    days = [at for at, _ in label.workflow.reminders[0]._dates(label)]

    with clock.at(datetime(2026, 11, 25, 9)):
        label.workflow.run_reminders()

    assert Message.objects.count() == 0
    assert [day for day in days if day <= date(2026, 11, 24)] == []

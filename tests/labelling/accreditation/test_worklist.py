"""Tasks of accreditations on a member's home: what an application still lacks, in the words of its guards."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.parties.accreditation import actions, guards, worklist
from labelling.parties.accreditation.auditors import files
from labelling.parties.accreditation.models import AuditorAccreditation
from portal.core import clock
from portal.scenario.files import document
from tests.labelling.accreditation.factories import make_accreditation, make_auditor

pytestmark = pytest.mark.django_db
EMPTY = {
    "references_text": " ",
    "is_independent": False,
    "has_told_ties": False,
    "insured_until_on": None,
    "ethics_accepted_on": None,
    "ethics_version": "",
}
AGO, LATER = date(2025, 1, 1), date(2030, 1, 1)


@pytest.fixture
def begun(db):
    """An application of which nothing is filled, by somebody whose page says nothing either."""
    auditor = make_auditor(address="", regions=[])
    return AuditorAccreditation.objects.create(
        reference="QH-G-2024-0001", auditor=auditor, audit_types=["hqs"], **EMPTY
    )


def told(accreditation):
    [task] = worklist.own_accreditations(accreditation.auditor.user)
    return task.context.partition(", ")[2]


def lacking(accreditation):
    return [one for guard in guards.DEPOSIT if (one := guard(accreditation))]


def change(accreditation, **fields):
    AuditorAccreditation.objects.filter(pk=accreditation.pk).update(**fields)
    accreditation.refresh_from_db()


def test_the_home_of_a_candidate_says_what_the_application_lacks(begun):
    assert told(begun) == (
        "à compléter\u00a0: votre fiche, le CV, les références, l’indépendance, les liens, l’assurance, la charte"
    )


@pytest.mark.dated
def test_each_thing_given_leaves_the_home_as_it_leaves_the_guards(begun):
    by = begun.auditor.user
    certificate = document("Attestation", "Assuré.")
    steps = (
        lambda: type(begun.auditor).objects.update(address="3 rue du Port", regions=["84"]),
        lambda: files.keep(begun, document("CV", "Dix ans."), files.CV, by=by),
        lambda: change(begun, references_text="Dix ans d’audits."),
        lambda: change(begun, is_independent=True),
        lambda: change(begun, has_told_ties=True),
        lambda: actions.insure(begun, by=by, insured_until_on=LATER, certificate=certificate),
        lambda: change(begun, ethics_accepted_on=clock.today()),
    )
    counts = []
    for step in steps:
        step()
        begun = AuditorAccreditation.objects.get()
        counts.append((told(begun).count(",") + 1, len(lacking(begun))))

    assert counts == [(6, 6), (5, 5), (4, 4), (3, 3), (2, 2), (1, 1), (1, 0)]
    assert told(begun) == "rien ne manque"


@pytest.mark.parametrize(("until_on", "said"), [(AGO, "l’assurance"), (None, "l’assurance")])
def test_an_insurance_that_is_over_or_whose_end_is_unknown_is_lacking(until_on, said):
    one = make_accreditation(state="to_complete")
    change(one, insured_until_on=until_on)

    assert told(one) == f"à compléter\u00a0: {said}"


def test_one_query_tells_it_with_and_without_files(begun):
    complete = make_accreditation()
    counts = []
    for one in (begun, complete):
        list(worklist.own_accreditations(one.auditor.user))  # the statement is written once
        with CaptureQueriesContext(
            connection,
        ) as asked:
            list(worklist.own_accreditations(one.auditor.user))
        counts.append(len(asked))

    assert counts[0] == counts[1]

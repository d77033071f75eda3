"""Faults of complaints and of what is kept of people: independence, acknowledgement, retention, right of access."""

from tests.faults.changes import edit
from tests.faults.fault import Fault

TESTS = "tests/labelling/complaints"

FAULTS = (
    Fault(
        "voter-judges-the-appeal",
        "BR-100\u00a0: qui a voté la décision contestée instruit le recours.",
        "labelling.committee.complaints.handlers.independence._voted",
        edit(
            "user__in=people)\n    for user in ballots",
            "user__in=people, is_current=True)\n    for user in ballots",
        ),
        f"{TESTS}/test_independence.py::test_br100_a_voter_even_of_an_earlier_round_or_who_changed_is_refused",
    ),
    Fault(
        "erased-under-appeal",
        "BR-93\u00a0: ce dont un recours ouvert a besoin est effacé.",
        "portal.retention.registry.Keeping.due",
        edit("self.held is None", "True"),
        f"{TESTS}/test_retention.py::test_br_93_open_appeal_holds_what_it_may_need",
    ),
    Fault(
        "others-named-in-ones-mails",
        "BR-94\u00a0: l’export d’une personne nomme celles dont ses courriels parlent.",
        "portal.retention.personal_data._facts",
        edit("not WRITTEN.isdisjoint(links)", "not THEIRS.isdisjoint(links)"),
        "tests/portal/retention/test_personal_data.py"
        "::test_br94_nobody_else_is_named_but_in_the_words_of_the_person",
    ),
)

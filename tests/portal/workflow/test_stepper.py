"""Steps of a thing on the main line of its workflow, and beside it."""

from datetime import date

import pytest

from portal.models import Role
from portal.workflow import stepper
from tests.factories import make_user
from tests.labelling.accreditation.factories import make_auditor
from tests.labelling.audits.factories import make_mission
from tests.labelling.committee.factories import fire, fresh, make_committee, make_session

pytestmark = pytest.mark.django_db


def told(thing):
    """« ✓ » done, « • » current."""
    marks = {(True, False): "✓ ", (False, True): "• ", (False, False): ""}
    rows = stepper.steps(thing)
    return [f"{marks[row['is_done'], row['is_current']]}{row['label']}" for row in rows]


def test_on_the_line_what_comes_before_is_done(dossier):
    mission = make_mission(dossier, state="planned")

    assert told(mission)[:5] == [
        "✓ À attribuer",
        "✓ Proposée à l’auditeur",
        "✓ Acceptée",
        "• Planifiée",
        "En cours",
    ]


@pytest.mark.parametrize(
    ("state", "first"),
    [
        ("declined", ["✓ À attribuer", "• Refusée", "Proposée à l’auditeur", "Acceptée"]),
        (
            "postponed",
            ["✓ À attribuer", "✓ Proposée à l’auditeur", "✓ Acceptée", "• Reporté", "Planifiée"],
        ),
    ],
)
def test_what_waits_beside_the_line_stands_before_the_step_that_it_leads_back_to(
    dossier, state, first
):
    mission = make_mission(dossier, state=state)

    assert told(mission)[: len(first)] == first


def test_what_ended_beside_the_line_comes_after_the_steps_that_were_taken(sonia):
    make_committee(3)
    session = make_session(sonia, days=77)
    fire(
        session,
        "cancel",
        make_user(roles=[Role.SECRETARY]),
        reason="La salle n’est plus libre ce jour-là.",
    )

    assert told(fresh(session)) == ["✓ En préparation", "• Annulée"]


def test_the_page_of_a_declined_mission_tells_why(dossier, sonia, signed_in):
    auditor = make_auditor()
    reason = "Je suis en congé tout ce mois."
    mission = make_mission(
        dossier,
        state="declined",
        auditor=auditor,
        decline_reason=reason,
        starts_on=date(2027, 1, 5),
    )
    page = signed_in(sonia).get(mission.get_absolute_url()).content.decode()

    assert reason in page

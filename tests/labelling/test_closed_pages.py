"""Pages that the state of a thing closes: they say which state and what opens it, never that the account may not."""

import pytest

from portal.models import Role
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.committee.factories import make_committee, make_session, text

pytestmark = pytest.mark.django_db
ACCOUNT = "n’est pas ouverte à votre compte"


@pytest.mark.parametrize(
    ("state", "page", "opens"),
    [
        ("preparation", "modifier/", "Cette partie s’écrit avant le dépôt"),
        ("scheduled", "pieces/ajouter/", "tant que le dossier n’est ni inscrit au comité ni terminé"),
        ("draft", "plan/ajout/", "entre la recevabilité et l’ouverture de l’audit"),
        ("audit", "patrimoine/import/", "entre la recevabilité et l’ouverture de l’audit"),
    ],
)  # fmt: skip
def test_a_part_of_a_dossier_says_which_state_closes_it_and_what_opens_it(
    signed_in, organism, alice, state, page, opens
):
    dossier = factories.make_dossier(organism, state=state)
    answer = signed_in(alice).get(f"{dossier.get_absolute_url()}{page}")

    assert answer.status_code == 403
    assert f"L’état est « {dossier.get_state_display()} »" in text(answer)
    assert (opens in text(answer), ACCOUNT in text(answer)) == (True, False)


def test_what_belongs_to_somebody_else_is_still_said_of_the_account(signed_in, organism, sonia):
    dossier = factories.make_dossier(organism, state="draft")
    answer = signed_in(sonia).get(f"{dossier.get_absolute_url()}modifier/")

    assert (answer.status_code, ACCOUNT in text(answer)) == (403, True)


def test_an_accreditation_in_force_says_when_an_application_is_edited(signed_in):
    one = make_accreditation(state="active")
    answer = signed_in(one.auditor.user).get(f"{one.get_absolute_url()}modifier/")

    assert answer.status_code == 403
    assert "La demande se modifie avant son dépôt" in text(answer)
    assert ACCOUNT not in text(answer)


def test_a_session_that_is_convened_says_when_it_is_edited(signed_in):
    make_committee(3)
    nora = factories.make_user("Nora", "Perrin", roles=[Role.SECRETARY])
    session = make_session(nora, days=60)
    type(session).objects.update(state="convened")
    answers = [
        signed_in(nora).get(f"{session.get_absolute_url()}{page}")
        for page in ("modifier/", "releve/corriger/")
    ]

    assert [one.status_code for one in answers] == [403, 403]
    assert ["L’état est « Convoquée »" in text(one) for one in answers] == [True, True]
    assert [ACCOUNT in text(one) for one in answers] == [False, False]

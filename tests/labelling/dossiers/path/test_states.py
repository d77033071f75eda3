"""Pages of a dossier in each of its states and types, for each reader."""

import pytest

from labelling.path.dossiers.forms import TextsForm
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal.core import clock
from tests.factories import make_dossier, make_user
from tests.labelling.dossiers.factories import fresh, ready_draft, refusal, registered

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def test_the_note_is_the_offices(organism, alice, sonia, signed_in):
    dossier = registered(organism, alice, sonia)
    url = f"{dossier.get_absolute_url()}note/"
    assert signed_in(alice).get(url).status_code == 403

    signed_in(sonia).post(url, {"instruction_note": "Une note.", "version": dossier.version})

    assert fresh(dossier).instruction_note == "Une note."


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_empty_instruction_note_is_refused_in_words(organism, sonia, signed_in, typed):
    dossier = make_dossier(organism, state="review", instruction_note="Une note.")
    url = f"{dossier.get_absolute_url()}note/"
    answer = signed_in(sonia).post(url, {"instruction_note": typed, "version": dossier.version})

    assert answer.status_code == 422
    assert "Écrivez la note avant de l’enregistrer." in answer.text
    assert fresh(dossier).instruction_note == "Une note."


@pytest.mark.parametrize("state", ["granted", "refused", "discontinued", "dismissed"])
@pytest.mark.parametrize(
    "page", ["modifier/", "engagement/", "pieces/ajouter/", "locataires/", "complements/"]
)
def test_br25_a_finished_dossier_refuses_every_edit(organism, alice, signed_in, state, page):
    dossier = make_dossier(organism, state=state)

    assert signed_in(alice).post(f"{dossier.get_absolute_url()}{page}", {}).status_code == 403


def test_br25_a_dossier_that_ends_while_somebody_writes_keeps_its_texts(dossier, chloe):
    """The right and the state are checked again under the lock."""
    form = TextsForm({"presentation": "Trop tard."}, instance=fresh(dossier), by=chloe)
    assert form.is_valid()
    LabelDossier.objects.filter(pk=dossier.pk).update(state="discontinued")

    assert (refusal(form.save), fresh(dossier).presentation) == (["read_only"], "")


def test_the_receipt_bears_the_digest_of_the_frozen_copy(organism, alice, signed_in):
    dossier, client = ready_draft(organism, alice), signed_in(alice)
    assert client.get(f"{dossier.get_absolute_url()}accuse/").status_code == 404

    DOSSIER.fire(dossier, "submit", by=alice)

    page = text(client.get(f"{dossier.get_absolute_url()}accuse/"))
    assert dossier.frozen_copies.get().digest in page
    assert "Conforme à l’empreinte" in page


def test_a_finished_dossier_says_why(organism, alice, signed_in):
    dossier = make_dossier(
        organism, state="refused", outcome_reason="Deux engagements ne sont pas tenus."
    )

    assert "Deux engagements ne sont pas tenus." in text(
        signed_in(alice).get(dossier.get_absolute_url())
    )


def test_who_sees_is_told_on_the_page(dossier, alice, signed_in):
    page = text(signed_in(alice).get(dossier.get_absolute_url()))

    assert "parce que c’est son dossier" in page
    assert "Jamais : autres organismes, Dircom, associations régionales." in page


@pytest.mark.parametrize("state", list(LabelDossier.State))
def test_every_state_has_its_page(organism, alice, sonia, signed_in, state):
    dossier = make_dossier(organism, state=state, dismissal_proposed_on=clock.today())

    for person in (alice, sonia):
        assert signed_in(person).get(dossier.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("dossier_type", ["verification", "renewal", "mention", "extension"])
@pytest.mark.parametrize("state", ["draft", "registered", "preparation", "audit"])
def test_every_type_has_its_page(organism, alice, signed_in, dossier_type, state):
    dossier = make_dossier(organism, state=state, dossier_type=dossier_type)

    assert signed_in(alice).get(dossier.get_absolute_url()).status_code == 200


def test_a_person_without_dossiers_has_no_entry_in_the_bar(signed_in, dircom, alice):
    def entries(person):
        return [entry["label"] for entry in signed_in(person).get("/espace/").context["space_nav"]]

    assert "Dossiers" in entries(alice)
    assert "Dossiers" not in entries(make_user("Zoé"))

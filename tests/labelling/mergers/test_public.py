"""Public pages of an organism that was absorbed (BR-05)."""

import pytest

from labelling.parties.organisms.models import Organism
from tests import factories
from tests.labelling.labels.factories import make_label
from tests.labelling.mergers.factories import merge

pytestmark = pytest.mark.django_db


def test_br05_the_public_page_and_the_attestation_tell_who_absorbed(
    client, organism, alice, taker, sonia
):
    label = make_label(organism)
    make_label(taker)
    number = label.attestations.first().number
    merge(organism, taker, sonia)
    public = client.get(f"/annuaire/{organism.slug}/").content.decode()
    verified = client.get(f"/verifier/{number}/").content.decode()
    other = client.get(f"/annuaire/{taker.slug}/").content.decode()

    assert "a été absorbé par" in public
    assert f'href="/annuaire/{taker.slug}/"' in public
    assert f"par {taker}" in verified
    assert f"{taker} a absorbé {organism}" in " ".join(other.split())


def test_br05_a_page_that_the_directory_showed_stays_and_one_that_it_never_showed_is_no_page(
    client, organism, taker, sonia
):
    unknown = factories.make_organism()
    Organism.objects.filter(pk=organism.pk).update(has_public_consent=True)
    factories.make_dossier(organism, state="preparation")
    assert client.get(f"/annuaire/{organism.slug}/").status_code == 200
    for one in (organism, unknown):
        merge(one, taker, sonia)
    gone = client.get(f"/annuaire/{organism.slug}/")

    assert (gone.status_code, "a été absorbé par" in gone.content.decode()) == (200, True)
    assert (
        f'href="/annuaire/{taker.slug}/"' not in gone.content.decode()
    )  # the directory has no page of it
    assert client.get(f"/annuaire/{unknown.slug}/").status_code == 404

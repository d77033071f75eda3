"""Committee pack of a dossier."""

import pytest

from labelling.committee import pack
from labelling.committee.sessions import effects
from tests import factories
from tests.labelling.audits.factories import Story

pytestmark = pytest.mark.django_db


def test_the_brief_counts_findings_of_every_kind(organism):
    """BR-39: sensitive points too, which expect nothing and tell something."""
    story = Story(factories.make_dossier(organism, state="audit")).go("start")
    for kind in ("PF", "PP", "PS", "NCm", "NCM"):
        story.add_finding(kind)

    assert dict(pack.brief(story.dossier)["facts"])["Constats"] == (
        "1\u00a0point fort, 1\u00a0piste de progrès, 1\u00a0point sensible, 1\u00a0non-conformité mineure, "
        "1\u00a0non-conformité majeure, dont 2\u00a0réponses non acceptées"
    )


def test_the_sending_says_what_it_freezes(room):
    said = effects.pack_preview(room.session)

    assert said[0].startswith("Les membres lisent le dossier de 1\u00a0point")
    assert said[-1] == "Un envoi ne se reprend pas."

"""Scenario acts of a whole candidature, replayed at their dates."""

from pathlib import Path

import pytest

from labelling.path.dossiers.models import LabelDossier
from portal.scenario.parsing import read
from portal.scenario.playing import Player
from portal.workflow import audit_log

STORY = """
title: Une candidature
people:
  claire: {first_name: Claire, last_name: Vasseur, roles: [label_referent]}
  sophie: {first_name: Sophie, last_name: Arnaud}
  lucas: {first_name: Lucas, last_name: Ferrand}
acts:
  - {at: 2026-01-12, by: claire, do: organism.create, as: valmeyre,
     with: {name: Valmeyre Habitat, siren: "123456782", family: OPH, departement: "69", homes: 9000}}
  - {at: 2026-01-12, by: claire, do: organism.member, on: valmeyre, with: {user: "@sophie", function: signatory}}
  - {at: 2026-01-12, by: claire, do: organism.member, on: valmeyre, with: {user: "@lucas", job: Chargé de mission}}
  - {at: 2026-01-13, by: lucas, do: dossier.open, with: {organism: "@valmeyre"}, refused: forbidden}
  - {at: 2026-01-13, by: sophie, do: dossier.open, with: {organism: "@valmeyre"}, as: dossier}
  - {at: 2026-01-14, by: lucas, do: dossier.fill, on: dossier,
     with: {presentation: Un office de la vallée., perimeter: Tout le patrimoine.}}
  - {at: 2026-01-15, by: sophie, do: submit, on: dossier, refused: missing_piece}
  - {at: 2026-01-15, by: lucas, do: dossier.add_required, on: dossier}
  - {at: 2026-01-16, by: lucas, do: dossier.add_piece, on: dossier, as: charte, with: {piece: autre, title: Charte}}
  - {at: 2026-01-16, by: lucas, do: dossier.replace_piece, on: charte}
  - {at: 2026-01-16, by: lucas, do: dossier.add_tenants, on: dossier}
  - {at: 2026-01-17, by: sophie, do: dossier.sign_engagement, on: dossier}
  - {at: 2026-01-20, by: sophie, do: submit, on: dossier}
  - {at: 2026-01-22, by: claire, do: request_complement, on: dossier,
     with: {reason_1: La lettre n’est pas datée., piece_1: lettre-engagement, due_on: 2026-02-20}}
  - {at: 2026-01-28, by: lucas, do: dossier.answer_complements, on: dossier}
  - {at: 2026-01-29, by: sophie, do: resubmit, on: dossier}
  - {at: 2026-02-03, by: claire, do: register, on: dossier}
  - {at: 2026-02-04, by: claire, do: dossier.write_note, on: dossier, with: {text: Première lecture.}}
"""


@pytest.mark.django_db
def test_a_candidature_is_replayed_to_its_registration(tmp_path):
    path = Path(tmp_path, "story.yaml")
    path.write_text(STORY, encoding="utf-8")

    Player(read(path), path.name).play()

    dossier = LabelDossier.objects.get()
    assert (dossier.state, dossier.reference) == ("registered", "QH-D-2026-0001")
    assert (f"{dossier.submitted_on}", f"{dossier.registered_on}") == ("2026-01-20", "2026-02-03")
    assert [e.target for e in reversed(audit_log.entries_of(dossier)) if e.is_decision] == [
        "draft",
        "submitted",
        "to_complete",
        "submitted",
        "registered",
    ]
    assert audit_log.broken() == []

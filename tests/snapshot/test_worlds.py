"""Scenario of a snapshot: that of the file, and mails that leave at the end of each day."""

import pytest
import yaml

from tests.snapshot import worlds


def test_mails_leave_at_the_end_of_each_day_that_has_acts():
    text = (
        "title: Deux jours\nacts:\n"
        '  - {"at": "2026-01-05 10:00", "do": "a"}\n'
        "  - {at: 2026-01-05 11:00, do: b}\n"
        "  - {at: 2026-01-07, do: c}\n"
    )
    played = yaml.safe_load(worlds.with_deliveries(text))
    assert [(str(act["at"])[:10], act["do"]) for act in played["acts"]] == [
        ("2026-01-05", "a"),
        ("2026-01-05", "b"),
        ("2026-01-05", worlds.DELIVER),
        ("2026-01-07", "c"),
    ]


@pytest.mark.parametrize("name", worlds.WORLDS)
def test_each_world_is_previewed_after_its_last_act(name):
    world = worlds.WORLDS[name]
    acts = yaml.load(worlds.scenario_text(world), Loader=yaml.CSafeLoader)["acts"]
    assert str(max(str(act["at"]) for act in acts)) < f"{world.instant:%Y-%m-%d %H:%M}"
    assert len(acts) > 40

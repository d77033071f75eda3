"""Placeholder names: each topic declares its own, and each name is used by a text."""

import pytest

from portal.mail_desk.catalogue import kinds
from portal.notifications import placeholders
from portal.notifications.placeholders import NAMES, register_placeholders


def test_every_name_is_offered_by_a_shipped_text():
    offered = {name for _, template in kinds().values() for name in placeholders.allowed(template)}

    assert set(NAMES.values()) - offered == set()


def test_an_expression_has_one_name_whatever_the_topics_that_say_it():
    register_placeholders({"thing.organism": "organisme"})

    with pytest.raises(ValueError, match=r"organisme.*bailleur"):
        register_placeholders({"thing.organism": "bailleur"})
    assert NAMES["thing.organism"] == "organisme"

"""The whole demonstration is played on PostgreSQL: every act of every table, and the journal whole at the end."""

import json

import pytest
from django.core.management import call_command

from home.site import ensure_site
from portal.scenario.reading import read
from portal.workflow import audit_log
from tests.e2e.serving import DEMONSTRATION, ROOT

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_the_demonstration_is_played_on_the_database_of_production(capsys):
    """What each topic's tests prove on SQLite, its acts do here too, eleven years of them in their order."""
    ensure_site()
    call_command("load_scenario", str(ROOT / DEMONSTRATION))

    named = {step.name for step in read(ROOT / DEMONSTRATION).steps if step.name}
    assert named - set(json.loads(capsys.readouterr().out)) == set()
    assert audit_log.broken() == []

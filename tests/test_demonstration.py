"""The whole demonstration is played: on the database of production, and as of any day."""

import json
import subprocess
import sys
from datetime import date, datetime

import pytest
from django.core.management import call_command

from home.site import ensure_site
from labelling.models import (
    Action,
    AuditFinding,
    AuditorAccreditation,
    Ballot,
    CommitteeSession,
    Decision,
    InterestDeclaration,
    LabelDossier,
)
from labelling.scenario.generating import demonstration
from portal.core import clock
from portal.scenario.playing import Player
from portal.scenario.reading import check
from portal.workflow import audit_log
from tests.e2e.serving import ROOT, environment
from tests.labelling.test_scenario_days import OPENED


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.django_db
def test_the_demonstration_is_played_on_the_database_of_production(tmp_path, capsys):
    """What each topic's tests prove on SQLite, its acts do here too, eleven years of them in their order."""
    ensure_site()
    told = demonstration(OPENED[0])
    told.write(tmp_path / "told.yaml")
    call_command("load_scenario", str(tmp_path / "told.yaml"))

    named = {act["as"] for act in told.acts if act["do"] == "dossier.open"}
    assert named - set(json.loads(capsys.readouterr().out)) == set()
    assert audit_log.broken() == []


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("until", OPENED, ids=str)
def test_the_demonstration_is_played_as_of_any_day(until):
    """To the end: what is added to a label, what a committee meets once in years, what an audit leaves behind."""
    with clock.at(datetime(until.year, until.month, until.day, 18)):
        ensure_site()
        Player(check(demonstration(until).content(), "démonstration"), str(until)).play()

    assert audit_log.broken() == []
    granted = LabelDossier.objects.filter(state="granted").values_list("dossier_type", flat=True)
    assert set(granted) == {"initial", "renewal", "verification", "mention", "extension"}
    assert (
        CommitteeSession.objects.filter(mode="written_consultation", state="archived").count() == 1
    )
    [tie] = Decision.objects.filter(arithmetic__contains="Égalité")
    assert tie.option == "grant"
    assert Ballot.objects.filter(user__mandates__rank="substitute").exists()
    assert InterestDeclaration.objects.filter(has_interest=True, is_automatic=False).exists()
    assert AuditFinding.objects.filter(kind="NCm", state="closed").exists()
    assert set(Action.objects.values_list("progress", flat=True)) == {"planned", "doing", "done"}
    late = AuditorAccreditation.objects.filter(state="active", insured_until_on__lt=until)
    assert late.count() == 0


@pytest.mark.slow
def test_one_command_opens_it_and_the_worker_makes_the_rest(tmp_path):
    """As of a day that is past: the portal's clock runs that far from the machine's."""
    shift = int(
        (datetime(2026, 12, 31, 12, tzinfo=clock.PARIS) - datetime.now(clock.PARIS)).total_seconds()
    )
    env = environment(tmp_path, PORTAL_CLOCK=f"{shift:+d}")

    def manage(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=True
        )

    said = manage("open_demo").stdout
    assert "Récit du label" in said
    for _ in range(20):
        if not (tmp_path / "demonstration-left").exists():
            break
        manage("run_worker", "--once")

    assert not (tmp_path / "demonstration-left").exists()
    assert date.fromisoformat((tmp_path / "demonstration-opened").read_text()[:10]) == date(
        2026, 12, 31
    )

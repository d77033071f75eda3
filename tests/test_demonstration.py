"""Whole demonstration, eleven years of acts in their order, as of any day."""

import shutil
import subprocess
import sys
from datetime import date, datetime
from itertools import pairwise

import pytest
from django.db.models import F

from home.site.loading import ensure_site
from labelling.models import (
    Action,
    AlertPoint,
    AuditFinding,
    AuditorAccreditation,
    Ballot,
    BrandLicence,
    CommitteeSession,
    Decision,
    InterestDeclaration,
    LabelDossier,
)
from labelling.parties.accreditation.auditors import charter
from labelling.scenario.demonstration import demonstration
from labelling.steering.act_ledger.acts import known_acts, unwritten
from labelling.steering.act_ledger.durations import declared
from labelling.steering.process_map.cases import audit_log as log
from labelling.steering.process_map.cases.causes import pieces
from labelling.steering.process_map.cases.lives import lives
from portal.core import clock
from portal.models import User
from portal.scenario.parsing import check
from portal.scenario.playing import Player
from portal.workflow import WORKFLOWS, audit_log
from portal.workflow.audit_log import Entry
from portal.workflow.checks import NOBODY
from tests.access.secrets.canaries import ADDRESS
from tests.access.world import listening
from tests.e2e.portals.serving import ROOT, environment, free_port
from tests.labelling.test_scenario_days import OPENED

TIMED = {("labelling.labeldossier", "register"), ("labelling.committeesession", "list")}


@pytest.fixture
def kept(tmp_path):
    """A copy of the project where a demonstration is kept; opens it with nobody to answer a question."""
    for name in ("scripts", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for app in ("portal", "labelling", "observatory", "community", "home"):
        shutil.copytree(ROOT / app / "migrations", tmp_path / app / "migrations")
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    (tmp_path / "var" / "demo").mkdir(parents=True)

    def opened(*arguments, **files):
        for name, text in files.items():
            (tmp_path / "var" / "demo" / name).write_text(text)
        command = ["bash", "scripts/demo.sh", str(free_port()), *arguments]
        return subprocess.run(
            command,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return opened


@pytest.mark.parametrize("files", [{}, {"version": "1234"}], ids=["without one", "another one"])
def test_a_demonstration_of_another_version_is_refused_with_a_sentence(kept, files):
    done = kept(**files)

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "vient d’une autre version du portail" in done.stderr
    assert "make demo-reset" in done.stderr


def test_a_demonstration_of_another_day_is_refused_with_a_sentence(kept):
    version = subprocess.run(
        ["bash", "-c", ". scripts/environment.sh; . scripts/static.sh; fingerprint */migrations"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    done = kept("2026-12-31", version=version, day="2026-11-27\n")

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "Une démonstration d’une autre date est là" in done.stderr


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("until", OPENED, ids=str)
def test_the_demonstration_is_played_as_of_any_day(until):
    """To the end: what is added to a label, what a committee meets once in years, what an audit leaves behind."""
    with clock.at(datetime(until.year, until.month, until.day, 18)), listening() as lines:
        ensure_site()
        told = demonstration(until)
        played = Player(check(told.content(), "démonstration"), str(until)).play()

    assert {act["as"] for act in told.acts if act["do"] == "dossier.open"} - set(played) == set()
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
    assert list(accepted_too_soon()) == []
    late = AuditorAccreditation.objects.filter(state="active", insured_until_on__lt=until)
    assert late.count() == 0
    assert [one for one in waiting() if not (one.due_on or one.undated)] == []
    assert sum(one.due_on is not None for one in waiting()) > 40
    assert unsummed(until) == []
    assert set(AlertPoint.objects.values_list("code", "state")) >= {
        ("late_reports", "raised"),
        ("no_quorum", "taken"),
    }
    assert unknown_acts() == set()
    assert {key for key, one in declared(until).items() if one.spared} >= TIMED
    logged = "\n".join(lines)
    assert ("Page created" in logged, told_of_people(logged)) == (True, [])


def unknown_acts():
    """Acts that the journal bears and the register of acts has no words for."""
    borne = Entry.objects.order_by().values_list("thing_type", "act").distinct()
    return {key for key in borne if key not in known_acts() and not unwritten(*key).is_told}


def unsummed(until):
    """Dossiers whose causes do not add up to their elapsed time, day after day."""
    told = lives(LabelDossier.objects.all(), log.read(), until)
    assert len(told) == LabelDossier.objects.count() > 60
    return [key for key, life in told.items() if not _adds_up(life)]


def _adds_up(life):
    found = pieces(life)
    is_whole = all(one.end == following.start for one, following in pairwise(found))
    return is_whole and sum(one.days for one in found) == (life.until - life.states[0][0]).days


def told_of_people(logged):
    """Names and addresses that no log may hold (the law of tests/access, over every act)."""
    named = {str(person) for person in User.objects.all()}
    return sorted(name for name in named if name in logged) + ADDRESS.findall(logged)


def accepted_too_soon():
    """What was accepted before the first day of its version: charters of ethics, of the brand."""
    begins = {version: one["starts_on"] for version, one in charter.versions().items()}
    rows = AuditorAccreditation.objects.exclude(ethics_version="")
    for version, day in rows.values_list("ethics_version", "ethics_accepted_on"):
        if day < begins[version]:
            yield version, day
    later = BrandLicence.objects.filter(accepted_at__date__lt=F("charter__effective_from"))
    yield from later.values_list("charter__code", "accepted_at")


def waiting():
    """Whatever waits for somebody."""
    for model, table in WORKFLOWS.items():
        for thing in model._base_manager.exclude(state__in=table.finals):
            if thing.hand not in NOBODY:
                yield thing


@pytest.mark.slow
@pytest.mark.dated("machine")
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
    for _ in range(60):  # twenty tasks a turn: PDF documents, sizes of images
        if not (tmp_path / "demonstration-left").exists():
            break
        manage("run_worker", "--once")

    assert not (tmp_path / "demonstration-left").exists()
    assert date.fromisoformat((tmp_path / "demonstration-opened").read_text()[:10]) == date(
        2026, 12, 31
    )

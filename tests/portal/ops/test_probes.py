"""Probes of the services: what each says when it is well, wrong, away or hanging."""

import errno
import socketserver
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import ConnectionHandler
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.core import clock
from portal.ops import health, models, probes
from tests.portal.cache.standins import closed_port, hanging_server
from tests.portal.ops.certificates import written

pytestmark = pytest.mark.dated("machine")  # that of the database is told
OK, WARN, DOWN = "ok", "attention", "panne"


class Smtp(socketserver.StreamRequestHandler):
    """Knows EHLO, one password and QUIT; what else it is told would be a mail."""

    def handle(self):
        self.wfile.write(b"220 essai\r\n")
        for line in self.rfile:
            self.server.told.append(word := line.split()[0].upper().decode())
            if word == "EHLO":
                self.wfile.write(b"250-essai\r\n250 AUTH PLAIN\r\n")
            elif word == "AUTH":
                self.wfile.write(b"235 ok\r\n" if self.server.opens else b"535 no\r\n")
            else:
                self.wfile.write(b"221 ok\r\n")


@pytest.fixture
def smtp(settings):
    """A mail server on a free port: what it was told, and whether it takes the password."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Smtp) as server:
        server.told, server.opens = [], True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        use_smtp(settings, server.server_address[1], username="portail", password="hunter2")
        yield server
        server.shutdown()


def use_smtp(settings, port, **more):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": int(port), **more},
        }
    }


def port_of(address):
    return address.rpartition(":")[2].removesuffix("/0")


def plain(said):
    state, detail = said
    return state, detail.replace("\u00a0", " ")


def test_the_mail_server_is_met_and_given_no_mail(smtp):
    assert (probes.mail_server(), smtp.told) == ((OK, "répond"), ["EHLO", "AUTH", "QUIT"])


def test_a_mail_server_that_refuses_the_password_is_told_so(smtp):
    smtp.opens = False

    assert probes.mail_server() == (DOWN, "refuse l’identifiant ou le mot de passe")


def test_a_mail_server_that_hangs_costs_its_patience(settings, monkeypatch):
    monkeypatch.setattr(probes, "MAIL_PATIENCE", 0.2)
    with hanging_server() as address:
        use_smtp(settings, port_of(address))

        assert probes.mail_server() == (DOWN, "se tait, ou coupe la connexion")


def test_a_mail_server_that_is_away_is_down_without_its_address(settings):
    use_smtp(settings, port_of(closed_port()), username="portail", password="hunter2")
    (check,) = [one for one in health.CHECKS if one.name == "serveur-de-courriels"]

    assert check.answer() == (DOWN, "ne répond pas")


def test_folders_that_take_files_are_left_empty(settings, tmp_path):
    settings.PRIVATE_ROOT, settings.MEDIA_ROOT = tmp_path / "private", tmp_path / "media"

    assert probes.folders()[0] == OK
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (errno.ENOSPC, "plus de place"),
        (errno.EACCES, "écriture refusée"),
        (errno.EROFS, "en lecture seule"),
        (errno.EIO, "illisible"),
    ],
)
def test_a_folder_that_refuses_is_named_with_the_reason(settings, tmp_path, monkeypatch, code, why):
    settings.PRIVATE_ROOT, settings.MEDIA_ROOT = tmp_path / "private", tmp_path / "media"
    write = Path.write_bytes

    def refuse(path, content):
        if path.parent == settings.PRIVATE_ROOT:
            raise OSError(code, "x")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", refuse)

    assert plain(probes.folders()) == (DOWN, f"PRIVATE_ROOT : {why}")


def test_in_service_a_folder_that_is_absent_is_not_made(settings, tmp_path):
    """As a share that is not mounted."""
    settings.PRIVATE_ROOT, settings.MEDIA_ROOT = tmp_path / "private", tmp_path
    settings.IS_LOCAL = False

    assert plain(probes.folders()) == (DOWN, "PRIVATE_ROOT : dossier absent")
    assert not settings.PRIVATE_ROOT.exists()


def test_a_file_in_the_place_of_a_folder_is_no_folder(settings, tmp_path):
    settings.PRIVATE_ROOT, settings.MEDIA_ROOT = tmp_path / "private", tmp_path / "media"
    settings.MEDIA_ROOT.write_text("")

    assert probes.folders()[0] == DOWN


@pytest.mark.django_db
def test_a_database_without_our_tables_is_told_so(settings, tmp_path, monkeypatch):
    empty = ConnectionHandler(
        {
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(tmp_path / "empty.sqlite3"),
            }
        }
    )
    monkeypatch.setattr(probes, "connection", empty["default"])
    said = probes.database()
    empty["default"].close()

    assert said == (DOWN, "répond, sans les tables du portail")


@pytest.mark.django_db
def test_tasks_that_failed_since_yesterday_are_counted():
    said = [probes.failed_tasks()]
    row = {"task_path": "x", "args_kwargs": {}, "backend_name": "default", "status": "FAILED"}
    for days in (0, 2):
        one = DBTaskResult.objects.create(**row)
        DBTaskResult.objects.filter(pk=one.pk).update(
            finished_at=timezone.now() - timedelta(days=days)
        )
    said.append(probes.failed_tasks())

    assert list(map(plain, said)) == [
        (OK, "aucun échec depuis un jour"),
        (WARN, "1 travail en échec depuis un jour"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "faults", "state"),
    [(0, 0, OK), (7, 0, OK), (9, 0, WARN), (0, 2, DOWN), (9, 2, DOWN)],
)
def test_a_verification_of_the_journal_is_good_for_a_week(days, faults, state):
    never = probes.journal()
    with clock.at(clock.now() - timedelta(days=days)):
        models.keep(3, faults)

    assert never == (WARN, "jamais vérifié")
    assert probes.journal()[0] == state


@pytest.mark.parametrize(("days", "state"), [(60, OK), (20, WARN), (-1, DOWN)])
def test_the_end_of_the_certificate_of_the_site_is_watched(settings, tmp_path, days, state):
    settings.TLS_CERTIFICATE = str(written(tmp_path / "site.pem", days))

    assert probes.tls_certificate()[0] == state


def test_a_certificate_that_cannot_be_read_is_a_warning(settings, tmp_path):
    settings.TLS_CERTIFICATE = str(tmp_path / "absent.pem")

    assert probes.tls_certificate() == (WARN, "TLS_CERTIFICATE ne se lit pas")


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_clock_of_the_database_is_compared(monkeypatch):
    said = [probes.clocks()]
    now = probes.time.time
    for drift in (5, 60):
        monkeypatch.setattr(probes.time, "time", lambda drift=drift: now() + drift)
        said.append(probes.clocks())

    assert [state for state, _detail in said] == [OK, WARN, DOWN]

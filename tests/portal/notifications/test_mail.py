"""Mail files: one .eml a message, whole, private, in order, dated by the portal's clock."""

import stat
from email.headerregistry import Address

import pytest
from django.core.mail import EmailMessage, InvalidMailer, mailers

from portal.core import clock
from portal.notifications import backends


@pytest.fixture
def folder(tmp_path, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "portal.notifications.backends.EmlBackend",
            "OPTIONS": {"folder": str(tmp_path / "mail")},
        }
    }
    return tmp_path / "mail"


def send(subject="Objet été", body="Bonjour.\n", **more):
    EmailMessage(subject, body, to=["lea@test.example"], **more).send()


def test_a_message_is_one_private_file(folder):
    send()
    (identifier,) = backends.written(folder)
    path = folder / f"{identifier}.eml"

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.suffix for p in folder.iterdir()] == [".eml"]


def test_a_message_is_read_again_as_written(folder):
    send("Corvange Métropole : deux compléments", "Bonjour Léa,\n\nÀ bientôt.\n")
    message = backends.read(folder, backends.written(folder)[0])

    assert message["Subject"] == "Corvange Métropole : deux compléments"
    assert message["To"].addresses == (Address(addr_spec="lea@test.example"),)
    assert message.get_body().get_content() == "Bonjour Léa,\n\nÀ bientôt.\n"


def test_a_message_is_dated_by_the_portal_s_clock(folder):
    with clock.at(clock.parse("2026-07-14 09:00")):
        send()
    message = backends.read(folder, backends.written(folder)[0])

    assert message["Date"] == "Tue, 14 Jul 2026 09:00:00 +0200"


def test_the_newest_comes_first(folder):
    for n in range(3):
        send(f"n° {n}")

    assert [backends.read(folder, i)["Subject"] for i in backends.written(folder)] == [
        "n° 2",
        "n° 1",
        "n° 0",
    ]


def test_no_folder_is_a_setting_to_mend(settings):
    settings.MAILERS = {"default": {"BACKEND": "portal.notifications.backends.EmlBackend"}}

    with pytest.raises(InvalidMailer, match="folder"):
        mailers.default  # noqa: B018 -- reading it makes it


def test_an_unknown_option_is_refused(settings, tmp_path):
    options = {"folder": str(tmp_path), "colour": "blue"}
    settings.MAILERS = {
        "default": {"BACKEND": "portal.notifications.backends.EmlBackend", "OPTIONS": options}
    }

    with pytest.raises(InvalidMailer, match="colour"):
        mailers.default  # noqa: B018 -- reading it makes it


@pytest.mark.parametrize(
    "identifier", ["../secret", "", "x", "0" * 20 + "-zzzzzzzz", "0" * 20 + "-00000000"]
)
def test_only_messages_are_read(folder, identifier):
    folder.mkdir()
    (folder.parent / "secret.eml").write_text("secret")

    with pytest.raises(FileNotFoundError):
        backends.read(folder, identifier)


def test_the_same_event_has_the_same_message_id():
    assert backends.message_id("a") == backends.message_id("a")
    assert backends.message_id("a") != backends.message_id("b")

"""Download of private files: rights, headers, content."""

import logging
import uuid
from urllib.parse import quote

import pytest
from django.db.models import Q
from django.test import override_settings

from portal import access, documents
from portal.access import visibility
from portal.access.roles import give_role
from portal.documents.models import StoredFile
from portal.models import Role
from portal.notifications.models import Message
from tests.portal.documents.build import pdf
from tests.portal.documents.factories import keep, person

ADDRESS = "/espace/fichiers/{}/"


@pytest.fixture
def fetch(client):
    """`fetch(user, token)`: the response to that user."""

    def ask(user, token, method="get"):
        client.logout()
        if user:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.session
            session["second_factor_passed"] = True
            session.save()
        return getattr(client, method)(ADDRESS.format(token))

    return ask


def test_address_carries_the_token_alone(lea):
    stored = keep(lea)
    assert stored.get_absolute_url() == ADDRESS.format(stored.token)


def test_file_is_visible_with_its_holder(lea, tom, monkeypatch):
    stored = keep(lea)
    rose = person("Rose")
    give_role(rose, Role.REFERENT)
    referent = access.Visibility("le référent", "parce qu’il anime", role=Role.REFERENT)
    monkeypatch.setitem(visibility.granted_by_later_topics, Message, [referent])
    seen = {
        user.first_name: StoredFile.objects.visible_to(user).filter(pk=stored.pk).exists()
        for user in (lea, tom, rose)
    }
    assert seen == {"Léa": True, "Tom": False, "Rose": True}


def test_who_sees_a_file_is_told_by_its_holder(lea):
    lines = access.who_sees(keep(lea))
    assert [(line.label, list(line.people)) for line in lines] == [("la personne", [lea])]


def test_holder_may_take_some_of_its_files_back(lea):
    documents.register_holder(Message, narrowed=lambda user: ~Q(confidentiality="committee"))
    keep(lea, confidentiality="committee")
    kept = keep(lea)
    assert list(StoredFile.objects.visible_to(lea)) == [kept]


def test_br_91_file_is_sent_as_an_attachment_that_nothing_keeps_or_runs(lea, fetch):
    stored = keep(lea, name="Procès-verbal « été » n°1.pdf")
    response = fetch(lea, stored.token)
    name = quote("Procès-verbal « été » n°1.pdf")
    assert b"".join(response.streaming_content) == pdf()
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(stored.size)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert "Last-Modified" not in response


def test_br_01_foreign_file_and_missing_file_answer_the_same(lea, tom, fetch):
    stored = keep(lea)
    foreign, missing = fetch(tom, stored.token), fetch(tom, uuid.uuid4())
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert foreign.content.replace(str(stored.token).encode(), b"") == missing.content.replace(
        missing.request["PATH_INFO"].split("/")[3].encode(), b""
    )
    assert str(stored.token) not in fetch(tom, stored.token).content.decode()


def test_anonymous_gets_nothing_and_learns_nothing(lea, fetch):
    stored = keep(lea)
    answers = [fetch(None, token) for token in (stored.token, uuid.uuid4())]
    assert {answer.status_code for answer in answers} <= {302, 404}
    assert answers[0].status_code == answers[1].status_code


@pytest.mark.parametrize("prefix", ["media", "media/private", "static", "private", "documents"])
def test_br_91_no_address_leads_straight_to_the_disk(lea, signed_in, prefix):
    """Even for the person who may see the file."""
    stored = keep(lea)
    assert signed_in(lea).get(f"/{prefix}/{stored.file.name}", follow=True).status_code == 404


def test_download_is_only_a_get(lea, fetch):
    assert fetch(lea, keep(lea).token, "post").status_code in {403, 405}


def test_download_is_logged_by_numbers_alone(lea, fetch, caplog):
    stored = keep(lea, name="secret.pdf")
    with caplog.at_level(logging.INFO, "portal.access"):
        caplog.clear()
        logging.getLogger("portal.access").addHandler(caplog.handler)
        fetch(lea, stored.token).close()
        logging.getLogger("portal.access").removeHandler(caplog.handler)
    assert f"download file={stored.pk} user={lea.pk}" in caplog.messages
    assert "secret" not in caplog.text
    assert str(stored.token) not in caplog.text


@override_settings(SENDFILE_PREFIX="/_private/")
def test_front_server_may_send_the_bytes(lea, fetch):
    stored = keep(lea)
    response = fetch(lea, stored.token)
    assert response["X-Accel-Redirect"] == f"/_private/{stored.file.name}"
    assert (response.content, response["Content-Type"]) == (b"", "application/pdf")
    assert response["Cache-Control"] == "private, no-store"


def test_row_without_its_file_is_a_404_and_an_error_in_the_log(lea, fetch, private_root):
    stored = keep(lea)
    (private_root / stored.file.name).unlink()
    assert fetch(lea, stored.token).status_code == 404


def test_list_costs_the_same_with_one_file_and_with_many(lea, django_assert_num_queries):
    keep(lea)
    list(StoredFile.objects.visible_to(lea))
    with django_assert_num_queries(1):
        list(StoredFile.objects.visible_to(lea))
    for _ in range(5):
        keep(lea)
    with django_assert_num_queries(1):
        assert len(StoredFile.objects.visible_to(lea)) == 6

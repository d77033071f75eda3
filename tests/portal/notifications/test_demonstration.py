"""Mails of the demonstration: the first one leaves at once, those that wait say until when."""

import pytest
from django.urls import include, path

import portal.urls
from portal.core import clock
from portal.notifications import outbox
from portal.scenario import demonstration

urlpatterns = [path("demo/", include(demonstration.urlpatterns)), *portal.urls.urlpatterns]


@pytest.mark.django_db
@pytest.mark.urls("tests.portal.notifications.test_demonstration")
def test_the_second_of_the_day_is_announced(tell, alice, dossier, client, settings, tmp_path):
    settings.IS_DEMO = settings.DEMO_DOORS = True
    settings.MAIL_ROOT = tmp_path
    options = {"folder": str(tmp_path)}
    settings.MAILERS = {
        "default": {"BACKEND": "portal.notifications.backends.EmlBackend", "OPTIONS": options}
    }
    with clock.at(clock.parse("2026-11-26 22:00")):  # no quiet hours there until somebody chooses
        tell(alice, dossier)
        outbox.deliver_due()
        tell(alice, dossier, "other")
        outbox.deliver_due()
        page = client.get("/demo/courriels/")

    assert [row["subject"] for row in page.context["rows"]] == [f"{dossier.reference} : du nouveau"]
    [waits] = page.context["waiting"]
    assert waits["message"].notice == "essai.other"
    assert "Ce qui partira plus tard" in page.content.decode()
    assert "27/11/2026" in page.content.decode() or "27\u00a0nov" in page.content.decode()

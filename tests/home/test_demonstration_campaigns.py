"""Demonstration content of the communication plan: complete, invented, created once."""

import pytest

from home.campaigns.models import Campaign
from home.letter.models import LetterIssue, Subscription
from home.site import campaigns as demonstration
from home.site.loading import ensure_site

pytestmark = pytest.mark.django_db


def test_campaigns_and_letters_are_made_once_and_said_to_be_invented():
    for _ in range(2):
        demonstration.ensure_campaigns()
        demonstration.ensure_letters()

    assert sorted(Campaign.objects.values_list("state", "is_demo")) == [
        ("prepared", True),
        ("reviewed", True),
        ("running", True),
    ]
    assert sorted(LetterIssue.objects.values_list("state", "is_demo")) == [
        ("draft", True),
        ("sent", True),
    ]
    assert Subscription.objects.running().count() == demonstration.READERS


@pytest.mark.parametrize(("is_demo", "found"), [(True, (3, 2)), (False, (0, 0))])
def test_the_site_of_the_demonstration_alone_has_them(bare_site, settings, is_demo, found):
    settings.IS_DEMO = is_demo
    ensure_site()

    assert (Campaign.objects.count(), LetterIssue.objects.count()) == found

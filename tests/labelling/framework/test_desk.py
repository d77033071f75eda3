"""CMS desk of the rules: read-only, for the référent alone."""

import pytest
from django.test import RequestFactory

from labelling.parties.framework.desk import RulesGroup
from labelling.parties.framework.models import LabelRulesVersion
from tests.labelling.framework.factories import draft_of

pytestmark = pytest.mark.django_db
every_desk = pytest.mark.parametrize("desk", RulesGroup.items)


@every_desk
def test_the_referent_lists_and_inspects_without_writing(desk, sonia):
    helper = desk().permission_helper
    row = desk.model.objects.first()

    assert helper.user_can_list(sonia)
    assert helper.user_can_inspect_obj(sonia, row)
    assert not helper.user_can_create(sonia)
    assert not helper.user_can_edit_obj(sonia, row)
    assert not helper.user_can_delete_obj(sonia, row)


@every_desk
def test_nobody_else_enters(desk, alice, dircom):
    helper = desk().permission_helper

    assert not helper.user_can_list(alice)
    assert not helper.user_can_list(dircom)


def test_rows_are_those_that_the_person_sees(sonia, dircom):
    draft_of(LabelRulesVersion)
    request = RequestFactory().get("/cms/")
    seen = []
    for user in (sonia, dircom):
        request.user = user
        seen.append(RulesGroup.items[0]().get_queryset(request).count())

    assert seen == [2, 1]


@every_desk
def test_listed_columns_exist_on_the_rows(desk):
    row = desk.model.objects.first()

    assert [name for name in desk.list_display if not hasattr(row, name)] == []

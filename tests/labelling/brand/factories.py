"""Factories of charters: drafts of the demonstration's one, with some colours changed."""

from datetime import date

from labelling.title.brand import actions
from labelling.title.brand.workflow import CHARTER
from portal.models import Role
from tests.factories import make_user

GREEN = {"brand": {"light": "#1f5c2e", "dark": "#a6e0b4"}}
COMING = date(2026, 12, 1)


def make_dircom():
    return make_user("Diane", "Combes", roles=[Role.DIRCOM])


def draft_charter(by, code="2026.2", effective_from=COMING, colours=GREEN, **values):
    facts = {"code": code, "title": f"Charte {code}", "effective_from": effective_from}
    charter = actions.prepare_charter(by, changes="Un vert.", **facts | values)
    charter.tokens = charter.tokens | colours
    charter.save()
    return charter


def published_charter(by, code="2026.2", effective_from=COMING, **values):
    charter = draft_charter(by, code, effective_from, **values)
    return CHARTER.fire(charter, "publish", by=by)

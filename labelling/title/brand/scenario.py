"""Scenario acts of the brand."""

from labelling.title.brand import actions
from labelling.title.brand.models import Trademark
from labelling.title.brand.workflow import CHARTER, USAGE_RULES
from portal.scenario import act


@act("brand.charter", screen="labelling:charter_prepare", who="la Dircom")
def publish_charter(
    by, code, title, effective_from, changes="Nouvelle version.", colours=None, publish=True
):
    """Prepare a charter from the last one, with `colours` {name: [light, dark]}, and publish it."""
    charter = actions.prepare_charter(
        by, code=code, title=title, effective_from=effective_from, changes=changes
    )
    for name, (light, dark) in (colours or {}).items():
        charter.tokens[name] = {"light": light, "dark": dark}
    charter.full_clean()
    charter.save()
    return CHARTER.fire(charter, "publish", by=by) if publish else charter


@act("brand.rules", screen="labelling:usage_rules_add", who="la Dircom")
def publish_rules(by, code, title, effective_from, text, publish=True, **dates):
    """Prepare a version of the mark's règlement d’usage and publish it; `filed_at_inpi_on`, `review_on`."""
    mark = Trademark.objects.order_by("pk").first()
    facts = {"code": code, "title": title, "effective_from": effective_from, "text": text}
    rules = actions.prepare_rules(mark, by, **facts, **dates)
    return USAGE_RULES.fire(rules, "publish", by=by) if publish else rules

"""What a scenario may do with the brand beside the steps of the tables."""

from labelling.brand import recording
from labelling.brand.workflow import CHARTER
from portal.scenario import act


@act("brand.charter")
def publish_charter(
    by, code, title, effective_from, changes="Nouvelle version.", colours=None, publish=True
):
    """Prepare a charter from the last one, with `colours` {name: [light, dark]}, and publish it."""
    charter = recording.prepare_charter(
        by, code=code, title=title, effective_from=effective_from, changes=changes
    )
    for name, (light, dark) in (colours or {}).items():
        charter.tokens[name] = {"light": light, "dark": dark}
    charter.full_clean()
    charter.save()
    return CHARTER.fire(charter, "publish", by=by) if publish else charter

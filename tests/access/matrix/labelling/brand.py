"""Access matrix of the brand."""

from tests.access.lines import public, seen
from tests.access.people import OFFICE

READERS = ("dircom", *OFFICE)
MARK, CHARTER, RULES = ("trademark",), ("charter",), ("usage_rules",)
BRAND = (
    seen("labelling:brand", by=READERS),
    seen("labelling:trademark", *MARK, by=READERS),
    seen("labelling:trademark_edit", *MARK, by=READERS, write=("dircom",)),
    seen("labelling:trademark_act", *MARK, by=READERS, write=("dircom",), literal=("noter-lenregistrement",)),
    seen("labelling:usage_rules_add", *MARK, by=READERS, write=("dircom",)),
    seen("labelling:usage_rules", *RULES, by=READERS),
    seen("labelling:usage_rules_edit", *RULES, by=READERS, write=("dircom",)),
    seen("labelling:usage_rules_act", *RULES, by=READERS, write=("dircom",), literal=("publier-ce-reglement-dusage",)),
    seen("labelling:charter_prepare", by=READERS, write=("dircom",)),
    seen("labelling:charter", *CHARTER, by=READERS),
    seen("labelling:charter_edit", *CHARTER, by=READERS, write=("dircom",)),
    seen("labelling:charter_act", *CHARTER, by=READERS, write=("dircom",), literal=("publier-cette-charte",)),
    seen("labelling:preview_start", *CHARTER, by=READERS, post_only=True),
    seen("labelling:preview_leave", by=READERS, post_only=True),
    seen("labelling:charter_stylesheet", "charter_digest", by=READERS, anonymous="HIDDEN"),
    seen("labelling:charter_sample", "charter_digest", by=READERS, anonymous="HIDDEN"),
    seen("labelling:charter_drawing", "charter_digest", by=READERS, anonymous="HIDDEN", literal=("mark",)),
    public("labelling:charter_stylesheet", "shipped_digest", ours="shipped"),
)  # fmt: skip

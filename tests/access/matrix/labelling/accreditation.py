"""Access matrix of auditors: applications, accreditations, ties, statements."""

from tests.access.lines import ROOM, SEATED, member, public, seen
from tests.access.people import EVERYBODY, OFFICE

OWNER = ("ali", *ROOM)
ACCREDITATIONS = (
    public("labelling:candidate_ask"),
    public("labelling:candidate_asked"),
    member("labelling:accreditation_list"),
    member("labelling:accreditation_apply", post_only=True),
    seen("labelling:auditor_list", by=EVERYBODY, write=OFFICE),
    seen("labelling:auditor_import", by=EVERYBODY, write=OFFICE),
    seen("labelling:auditor_invite", by=EVERYBODY, write=OFFICE),
    seen("labelling:auditor_invite_again", "auditor_invitation", by=OFFICE, post_only=True),
    seen("labelling:auditor_uninvite", "auditor_invitation", by=OFFICE, post_only=True),
    seen("labelling:accreditation_take_over", "auditor", by=OWNER, write=OFFICE),
    member("labelling:auditor_charter", literal=("2025.1",)),
    seen("labelling:charter_accept", "accreditation", by=OWNER, write=("ali",)),
    seen("labelling:accreditation_detail", "accreditation", by=OWNER),
    seen("labelling:accreditation_detail", "accreditation", by=(*ROOM, *SEATED), ours="candidate"),
    seen("labelling:accreditation_edit", "accreditation", by=OWNER, write=()),
    seen("labelling:auditor_detail", "auditor", by=OWNER),
    seen("labelling:auditor_edit", "auditor", by=OWNER, write=("ali",)),
    seen("labelling:tie_declare", "auditor", by=OWNER, write=("ali", *OFFICE)),
    seen("labelling:tie_end", "auditor", by=OWNER, write=("ali", *OFFICE), literal=(1,)),
    seen("labelling:office_ties", by=EVERYBODY, write=OFFICE),
    seen("labelling:office_tie_declare", by=EVERYBODY, write=OFFICE),
    seen("labelling:office_tie_end", "office_tie", by=OFFICE, write=("sonia",)),
    seen("labelling:statement_detail", "statement", by=OWNER),
    seen("labelling:statement_act", "statement", by=OWNER, write=OFFICE, literal=("confirmer-la-declaration",)),
    seen("labelling:statement_act", "statement", by=OWNER, write=OFFICE, literal=("refuser-la-declaration",)),
    seen("labelling:statement_act", "statement", by=OWNER, write=("ali",), literal=("reprendre-la-declaration",)),
    seen("labelling:accreditation_cv", "accreditation", by=OWNER, write=()),
    seen("labelling:accreditation_insure", "accreditation", by=OWNER, write=("ali",)),
    seen("labelling:accreditation_act", "accreditation", by=OWNER, write=("ali",),
         literal=("renoncer-a-lagrement",)),
    seen("labelling:accreditation_act", "accreditation", by=OWNER, write=(),
         literal=("suspendre-lagrement",)),
)  # fmt: skip

"""Access matrix of requests (BR-89, BR-100)."""

from tests.access.lines import member, public, seen
from tests.access.people import EVERYBODY, OFFICE, OWN

DESK = (*OFFICE, "dircom")
EXAMINING = (*OFFICE, "nora", "carla", "marc")


def demand(name, kind, by, **more):
    return seen(f"labelling:{name}", kind, by=by, **more)


COMPLAINTS = (
    public("labelling:enquiry_write"),
    public("labelling:misuse_report"),
    public("labelling:complaint_write"),
    public("labelling:request_sent"),
    public("labelling:request_follow", "follow"),
    public("labelling:admission_ask"),
    public("labelling:admission_confirm", "admission_confirm"),
    public("labelling:admission_specify", "admission_follow"),
    member("labelling:request_list"),
    seen("labelling:appeal_lodge", by=EVERYBODY, write=("alice", "bob")),
    demand("request_detail", "enquiry", DESK),
    demand("request_detail", "misuse", DESK),
    demand("request_detail", "complaint", (*OFFICE, "agnes")),
    demand("request_detail", "appeal", (*OWN, *EXAMINING)),
    demand("request_detail", "admission", OFFICE),
    seen("file", "misuse_file", by=DESK),
    demand("request_edit", "misuse", DESK),
    demand("request_edit", "complaint", (*OFFICE, "agnes"), write=OFFICE),
    demand("request_edit", "enquiry", ()),
    demand("request_edit", "admission", OFFICE),
    demand("request_assign", "complaint", (*OFFICE, "agnes"), write=OFFICE),
    demand("request_assign", "appeal", (*OWN, *EXAMINING), write=("nora", "carla")),
    demand("request_act", "enquiry", DESK, literal=("repondre",)),
    demand("request_act", "misuse", DESK, literal=("prendre-en-charge",)),
    demand("request_act", "admission", OFFICE, literal=("refuser-la-demande",)),
    demand(
        "request_act",
        "complaint",
        (*OFFICE, "agnes"),
        write=("agnes",),
        literal=("rendre-linstruction",),
    ),
    demand(
        "request_act",
        "appeal",
        (*OWN, *EXAMINING),
        write=("marc",),
        literal=("rendre-linstruction",),
    ),
    demand(
        "request_act",
        "appeal",
        (*OWN, *EXAMINING),
        write=("nora", "carla"),
        literal=("notifier",),
    ),
)

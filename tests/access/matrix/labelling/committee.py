"""Access matrix of labels and of the committee (BR-52, BR-69, BR-72)."""

from tests.access.lines import COMMITTEE, POINT, PRESIDING, ROOM, member, seen
from tests.access.people import EVERYBODY, OFFICE, OWN

HOLDING = (*OWN, *ROOM, "carla")
CORRECTING = (*OWN, *OFFICE, "carla")
LABELS = (
    member("labelling:label_list"),
    seen("labelling:label_detail", "label", by=HOLDING),
    seen("labelling:label_act", "label", by=HOLDING, write=("alice",),
         literal=("renoncer-au-label",)),
    seen("labelling:label_act", "label", by=HOLDING, write=("nora", "carla"),
         literal=("suspendre-le-label",)),
    seen("labelling:label_act", "label", by=HOLDING, write=("carla",),
         literal=("suspendre-a-titre-conservatoire",)),
    seen("labelling:hearing_detail", "label", by=(*OWN, *ROOM)),
    seen("labelling:hearing_act", "label", by=(*OWN, *ROOM), write=OWN,
         literal=("presenter-nos-observations",)),
    seen("labelling:correction_propose", "closed_dossier", by=(*OWN, *OFFICE), write=OFFICE,
         literal=("logements",)),
    seen("labelling:correction_detail", "closed_dossier", "correction", by=CORRECTING),
    seen("labelling:correction_act", "closed_dossier", "correction", by=CORRECTING, write=("carla",),
         literal=("donner-mon-accord",)),
    seen("labelling:correction_act", "closed_dossier", "correction", by=CORRECTING, write=("carla",),
         literal=("refuser",)),
    seen("labelling:correction_act", "closed_dossier", "correction", by=CORRECTING, write=OFFICE,
         literal=("retirer-la-proposition",)),
    seen("labelling:attestation_list", by=EVERYBODY, write=(*OFFICE, "tech")),
    seen("labelling:attestation_relaunch", "attestation", by=HOLDING, write=OFFICE, post_only=True),
)  # fmt: skip


def session(name, *args, by=COMMITTEE, **more):
    return seen(f"labelling:{name}", "session", *args, by=by, **more)


def point(name, write=POINT, **more):
    """Whoever withdrew is told so (BR-52)."""
    return session(name, "item", write=write, **more)


LISTING = (*ROOM, "carla")
CHAIRED = ("carla", "nora")
SESSIONS = (
    member("labelling:session_list"),
    seen("labelling:session_create", by=EVERYBODY, write=LISTING),
    member("labelling:committee_composition"),
    seen("labelling:committee_hold", by=EVERYBODY, write=ROOM),
    seen("labelling:committee_composition_usual", by=EVERYBODY, write=ROOM),
    seen("labelling:committee_composition_import", by=EVERYBODY, write=ROOM),
    seen("labelling:committee_seat", by=EVERYBODY, write=ROOM),
    seen("labelling:committee_invite_again", "seat_invitation", by=ROOM, post_only=True),
    seen("labelling:committee_uninvite", "seat_invitation", by=ROOM, post_only=True),
    seen("labelling:committee_end", by=EVERYBODY, write=ROOM, literal=("S3", "full")),
    member("labelling:committee_seat_history", literal=("S3",)),
    seen("labelling:committee_seat_edit", by=EVERYBODY, write=ROOM, literal=("S3",)),
    seen("labelling:committee_seat_sleep", by=EVERYBODY, write=ROOM, literal=("S3",)),
    seen("labelling:committee_seat_wake", by=EVERYBODY, write=ROOM, literal=("S3",)),
    seen("labelling:committee_seat_replace", by=EVERYBODY, write=(*ROOM, "marc"), literal=("S3",)),
    member("labelling:committee_person", "seat_person"),
    session("session_detail"),
    session("session_detail", by=(*ROOM, "carla"), ours="coming"),
    session("session_edit", write=()),
    session("session_edit", by=LISTING, ours="coming"),
    session("session_agenda", write=LISTING),
    session("session_attendance", write=CHAIRED),
    session("session_interests"),
    session("session_minutes", ours="past"),
    session("session_minutes_edit", write=(), ours="past"),
    session("session_addendum", write=("nora",), ours="past"),
    seen(
        "labelling:session_addendum_approve", "session", by=COMMITTEE, write=("carla",), ours="past"
    ),
    session("session_act", write=PRESIDING, literal=("clore-la-seance",)),
    session("session_act", write=CHAIRED, literal=("annuler-la-seance",)),
    session("session_act", write=("nora",), literal=("envoyer-les-dossiers",)),
    point("item_detail"),
    session("item_detail", "item", ours="second"),
    point("item_pack"),
    point("item_vote"),
    point("item_clear"),
    point("item_withdraw"),
    point("item_lift", write=PRESIDING, literal=("S4", "full")),
    point("item_let_stand", write=PRESIDING),
    point("item_waive", write=PRESIDING),
    point("item_act", write=PRESIDING, literal=("clore-le-vote",)),
    point("item_act", write=(*OFFICE, "nora", "carla"), literal=("retirer",)),
    point("item_act", write=(), literal=("annuler-la-decision",)),  # nothing is granted there yet
)

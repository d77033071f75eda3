"""The access matrix: every address of ours, and who gets what there (BR-01, BR-39, BR-52, BR-89).

A line names a URL, the arguments that lead to one object of ours, to the same of another organism
and to none; then who opens it, who is told « not yours » (403). Everybody else gets 404.
"""

from dataclasses import dataclass
from uuid import UUID

from tests.access.people import ANONYMOUS, EVERYBODY, MEMBERS, OFFICE, OWN

OK, TO_LOGIN, HIDDEN, NO, POST_ONLY = "OK", "TO_LOGIN", "HIDDEN", "NO", "POST_ONLY"
MISSING = {
    "dossier": "QH-D-2026-9999", "mission": "QH-A-2026-9999", "session": "QH-S-2026-9999",
    "accreditation": "QH-G-2026-9999", "label": "QH-L-2026-9999", "organism": "personne",
    "file": UUID(int=7), "report_file": UUID(int=7), "attestation": "QH-2026-9999", "item": 99,
    "finding": 99, "import": 99, "action": 99, "residence": "absente", "criterion": "T99.9",
    "theme": "T99", "slug": "personne",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """`args` are keys of the world's things, or literal values; `ours` names the things."""

    name: str
    args: tuple = ()
    ok: tuple = ()
    no: tuple = ()
    to_login: tuple = ()
    anonymous: str = TO_LOGIN
    ours: str = "ours"
    post_only: bool = False
    literal: tuple = ()  # arguments after those of the thing

    def wanted(self, name):
        if name == ANONYMOUS:
            return self.anonymous
        if name in self.to_login:
            return TO_LOGIN
        return OK if name in self.ok else NO if name in self.no else HIDDEN

    def address(self, things):
        return (*(things[key] for key in self.args), *self.literal)

    @property
    def missing(self):
        return (*(MISSING[key] for key in self.args), *self.literal)

    def __str__(self):
        return "-".join(
            (self.name, *map(str, self.literal), *(() if self.ours == "ours" else (self.ours,)))
        )


def seen(name, *args, by, write=None, **more):
    """Opened by all those of `by`, or by `write` alone, the others of `by` being told no."""
    ok = by if write is None else write
    return Line(name, args, ok, tuple(p for p in by if p not in ok), **more)


def public(name, *args, **more):
    return Line(name, args, EVERYBODY, anonymous=OK, **more)


def member(name, *args, **more):
    return Line(name, args, EVERYBODY, **more)


def closed(name, **more):
    """Nobody: nothing to see there without what a mail or a former page has given."""
    return Line(name, anonymous=HIDDEN, **more)


def door(name):
    """It leads to the only door, whoever asks."""
    return Line(name, to_login=EVERYBODY)


READERS = (*OWN, *OFFICE, "ali", *MEMBERS)
ROOM = (*OFFICE, "nora")
SEATED = (*MEMBERS, "rosa")
COMMITTEE = (*ROOM, *SEATED)
POINT = (*ROOM, *MEMBERS)  # Rosa withdrew (BR-52)
UNSENT = (*OFFICE, "ali", *MEMBERS)  # before the report is sent, not the organism (BR-39)
PREPARING = (*OWN, *OFFICE)
PRESIDING = ("carla",)

ACCOUNTS = (
    door("cms_door"), public("cms_way_out"), door("page_door"),
    member("account"), public("account_login"), member("mfa_login_webauthn"), public("account_logout"),
    public("account_inactive"), member("account_reauthenticate"), member("mfa_reauthenticate"),
    member("mfa_reauthenticate_webauthn"), member("account_change_password"),
    member("account_set_password"), public("account_reset_password"),
    public("account_reset_password_done"), public("account_reset_password_from_key_done"),
    public("account_reset_password_from_key", literal=("1", "aaaaaa-bbbb")), member("mfa_index"),
    member("mfa_authenticate"), member("mfa_activate_totp"), seen("mfa_deactivate_totp", by=()),
    seen("mfa_view_recovery_codes", by=()), member("mfa_generate_recovery_codes"),
    seen("mfa_download_recovery_codes", by=()), member("mfa_list_webauthn"), member("mfa_add_webauthn"),
    member("mfa_remove_webauthn", literal=(1,)), member("mfa_edit_webauthn", literal=(1,)),
    member("usersessions_list"), member("accounts:details"), member("accounts:address"),
    member("accounts:address_code"), closed("accounts:invitation"),
    closed("accounts:invitation_link", literal=("jamais-envoye",)),
)  # fmt: skip
PORTAL = (
    member("space"),
    member("components"),
    public("health_live"),
    public("health_ready"),
    public("api:openapi-json"),
    public("api:docs"),
    public("api:labels"),
    public("api:organisms"),
    closed("api:api-root"),
    seen("file", "file", by=(*READERS, "nora")),  # a piece and the report sent are in the pack
    seen("file", "report_file", by=(*READERS, "nora")),
    seen("file", "file", by=COMMITTEE, ours="past"),
    seen("file", "report_file", by=UNSENT, ours="draft"),
    seen("community:club", by=(*OWN, *OFFICE)),
)
ORGANISMS = (
    member("labelling:organism_list"),
    seen("labelling:organism_create", by=EVERYBODY, write=OFFICE),
    seen("labelling:organism_detail", "organism", by=(*PREPARING, "ali")),
    seen("labelling:organism_edit", "organism", by=(*PREPARING, "ali"), write=OFFICE),
    seen("labelling:organism_consent", "organism", by=(*PREPARING, "ali"), write=("alice",)),
    seen("labelling:member_invite", "organism", by=(*PREPARING, "ali"), write=("alice", *OFFICE)),
    seen("labelling:member_end", "organism", by=(*PREPARING, "ali"), write=("alice", *OFFICE)),
    public("labelling:framework_list"),
    public("labelling:framework_detail", literal=("DEMO-2025.1",)),
    public("labelling:directory"),
    public("labelling:directory_csv"),
    public("labelling:directory_organism", "slug"),
    public("labelling:verify_form"),
    public("labelling:verify", "attestation"),
)
OWNER = ("ali", *ROOM)
ACCREDITATIONS = (
    member("labelling:accreditation_list"),
    member("labelling:accreditation_apply", post_only=True),
    seen("labelling:accreditation_detail", "accreditation", by=OWNER),
    seen("labelling:accreditation_detail", "accreditation", by=(*ROOM, *SEATED), ours="candidate"),
    seen("labelling:accreditation_edit", "accreditation", by=OWNER, write=()),
    seen("labelling:tie_declare", "accreditation", by=OWNER, write=("ali", *OFFICE)),
    seen("labelling:accreditation_act", "accreditation", by=OWNER, write=("ali",),
         literal=("renoncer-a-lagrement",)),
    seen("labelling:accreditation_act", "accreditation", by=OWNER, write=(),
         literal=("suspendre-lagrement",)),
)  # fmt: skip


def step(address, write, ours="ours", by=READERS):
    """A step of the dossier’s table."""
    name = f"labelling:dossier_step {address}"
    return seen(name, "dossier", by=by, write=write, ours=ours)


def page(name, *args, write=None, ours="ours", **more):
    """A page of the dossier: of the scheduled one, or of the one in preparation (`working`)."""
    by = READERS if ours == "ours" else PREPARING
    return seen(f"labelling:{name}", "dossier", *args, by=by, write=write, ours=ours, **more)


DOSSIERS = (
    member("labelling:dossier_list"),
    seen("labelling:dossier_open", by=EVERYBODY, write=("alice", "bob", *OFFICE)),
    page("dossier_detail"),
    page("dossier_edit", write=()),
    page("dossier_edit", write=OWN, ours="fresh"),
    page("dossier_engagement", write=("alice",), ours="fresh"),
    page("dossier_pieces"),
    page("dossier_piece_add", write=()),
    page("dossier_piece_add", write=OWN, ours="working"),
    page("dossier_piece_replace", "file", write=()),
    page("dossier_piece_replace", "file", write=OWN, ours="working"),
    page("dossier_tenants", write=OWN, ours="working"),
    page("dossier_complements", write=()),
    page("dossier_waiver", write=OFFICE, ours="working"),
    page("dossier_note", write=OFFICE, ours="working"),
    page("dossier_journal"),
    page("dossier_receipt"),
    step("deposer", ("alice",), "fresh", PREPARING),
    step("demander-un-complement", OFFICE),
    step("deposer-les-complements", ("alice",)),
    step("prononcer-la-recevabilite", OFFICE),
    step("classer-sans-suite", OFFICE),
    step("ouvrir-le-diagnostic", OFFICE),
    step("ouvrir-la-preparation", OFFICE),
    step("ouvrir-l-audit", OFFICE),
    step("passer-en-instruction", OFFICE),
    step("renvoyer-en-preparation", OFFICE),
    step("reprendre-l-instruction", OFFICE),
    step("se-desister", ("alice",)),
    step("reexaminer", PRESIDING),
)
PREPARATION = (
    page("stock_detail"),
    page("stock_upload", write=OWN, ours="working"),
    page("stock_upload_ratings", write=OWN, ours="working"),
    page("stock_rating_sheet"),
    page("stock_import", "import"),
    page("stock_abandon", "import", write=OWN, ours="working", post_only=True),
    page("stock_corrected", "import"),
    page("stock_remove", "residence", write=OWN, ours="working", post_only=True),
    page("stock_residence", "residence"),
    page("plan_detail"),
    page("plan_add", write=OWN, ours="working"),
    page("plan_validate", write=("alice",), ours="working"),
    page("plan_action", "action", write=OWN, ours="working"),
    page("assessment_detail"),
    page("assessment_score"),
    page("assessment_theme", "theme"),
    page("assessment_criterion", "criterion"),
    page("assessment_evidence", "criterion", write=OWN, ours="working"),
)
AUDITED = READERS


def mission(name, *args, by=AUDITED, **more):
    return seen(f"labelling:{name}", "mission", *args, by=by, **more)


AUDITS = (
    member("labelling:mission_list"),
    page("mission_list_of_dossier"),
    mission("mission_detail"),
    mission("mission_report", write=("ali",)),
    mission("mission_observe", write=OWN),
    mission("mission_criterion", "criterion"),
    mission("mission_criterion", "criterion", by=UNSENT, ours="draft"),
    mission("finding_add", write=("ali",)),
    mission("finding_detail", "finding"),
    mission("finding_detail", "finding", by=UNSENT, ours="draft"),
    mission("finding_edit", "finding", write=("ali",)),
    mission("finding_act", "finding", write=("ali",), literal=("accepter-la-reponse",)),
    mission("finding_act", "finding", write=OWN, literal=("repondre-au-constat",)),
    mission("mission_act", write=("ali",), literal=("rendre-le-rapport-definitif",)),
    mission("mission_act", write=OFFICE, literal=("valider-le-rapport",)),
    mission("mission_act", write=(*OWN, *OFFICE), literal=("proposer",)),
)
HOLDING = (*OWN, *ROOM, "carla")
LABELS = (
    member("labelling:label_list"),
    seen("labelling:label_detail", "label", by=HOLDING),
    seen("labelling:label_act", "label", by=HOLDING, write=("alice",),
         literal=("renoncer-au-label",)),
    seen("labelling:label_act", "label", by=HOLDING, write=("nora", "carla"),
         literal=("suspendre-le-label",)),
    seen("labelling:label_act", "label", by=HOLDING, write=("carla",),
         literal=("suspendre-a-titre-conservatoire",)),
    seen("labelling:attestation_list", by=EVERYBODY, write=(*OFFICE, "tech")),
    seen("labelling:attestation_relaunch", "attestation", by=HOLDING, write=OFFICE, post_only=True),
)  # fmt: skip


def session(name, *args, by=COMMITTEE, **more):
    return seen(f"labelling:{name}", "session", *args, by=by, **more)


def point(name, by=POINT, **more):
    return session(name, "item", by=by, **more)


LISTING = (*ROOM, "carla")
CHAIRED = ("carla", "nora")
SESSIONS = (
    member("labelling:session_list"),
    seen("labelling:session_create", by=EVERYBODY, write=LISTING),
    member("labelling:committee_composition"),
    seen("labelling:committee_hold", by=EVERYBODY, write=ROOM),
    seen("labelling:committee_seat", by=EVERYBODY, write=ROOM),
    seen("labelling:committee_end", by=EVERYBODY, write=ROOM, literal=("S3", "full")),
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
    seen("labelling:session_addendum_approve", "session", by=COMMITTEE, write=("carla",), ours="past"),
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
    point("item_waive", write=PRESIDING),
    point("item_act", write=PRESIDING, literal=("clore-le-vote",)),
    point("item_act", write=(*OFFICE, "nora", "carla"), literal=("retirer",)),
    point("item_act", write=(), literal=("annuler-la-decision",)),  # nothing is granted there yet
)
LINES = (
    *ACCOUNTS, *PORTAL, *ORGANISMS, *ACCREDITATIONS, *DOSSIERS, *PREPARATION, *AUDITS, *LABELS,
    *SESSIONS,
)  # fmt: skip

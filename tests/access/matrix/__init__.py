"""Access matrix: every address, and who gets what there (BR-01, BR-39, BR-52, BR-89).

A line names a URL, the arguments that lead to one object of ours, to the same of another organism
and to none; then who opens it, who is told « not yours » (403). Everybody else gets 404.
"""

from tests.access.lines import (
    COMMITTEE,
    PREPARING,
    PRESIDING,
    READERS,
    ROOM,
    UNSENT,
    closed,
    door,
    member,
    public,
    seen,
)
from tests.access.matrix.account_desk import ACCOUNT_DESK
from tests.access.matrix.assignments import ASSIGNMENTS
from tests.access.matrix.calendar import CALENDAR
from tests.access.matrix.communication import COMMUNICATION
from tests.access.matrix.community import COMMUNITY
from tests.access.matrix.exports import EXPORTS
from tests.access.matrix.home import SITE
from tests.access.matrix.labelling.accreditation import ACCREDITATIONS
from tests.access.matrix.labelling.act_ledger import ACT_LEDGER
from tests.access.matrix.labelling.bodies import BODIES
from tests.access.matrix.labelling.brand import BRAND
from tests.access.matrix.labelling.committee import LABELS, SESSIONS
from tests.access.matrix.labelling.complaints import COMPLAINTS
from tests.access.matrix.labelling.consultations import CONSULTATIONS
from tests.access.matrix.labelling.directory import DIRECTORY
from tests.access.matrix.labelling.evaluations import EVALUATIONS
from tests.access.matrix.labelling.follow_up import FOLLOW_UP
from tests.access.matrix.labelling.governance import GOVERNANCE
from tests.access.matrix.labelling.kit import KIT
from tests.access.matrix.labelling.licences import LICENCES
from tests.access.matrix.labelling.performance import PERFORMANCE
from tests.access.matrix.labelling.process_map import PROCESS_MAP
from tests.access.matrix.labelling.support import SUPPORT
from tests.access.matrix.labelling.team_surveys import TEAM_SURVEYS
from tests.access.matrix.labelling.yearly_report import YEARLY_REPORTS
from tests.access.matrix.mail_desk import POSTING
from tests.access.matrix.observatory import PRACTICES
from tests.access.matrix.retention import RETENTION
from tests.access.people import EVERYBODY, OFFICE, OWN, READING

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
    member("personal_data"), member("personal_data_file"),
    member("usersessions_list"), member("accounts:details"), member("accounts:address"),
    member("accounts:address_code"), closed("accounts:invitation"),
    closed("accounts:invitation_link", literal=("jamais-envoye",)),
)  # fmt: skip
PORTAL = (
    member("space"),
    member("news"),
    member("news_seen", post_only=True),
    member("components"),
    public("health_live"),
    public("health_ready"),
    public("api:openapi-json"),
    public("api:docs"),
    public("api:labels"),
    public("api:organisms"),
    public("api:public_figures"),
    closed("api:api-root"),
    member("messages"),
    member("messages_mark", post_only=True),
    member("messages_preferences"),
    member("messages_resume", post_only=True),
    public("messages_stop", "stop_token"),
    seen("text_history", "dossier_pk", literal=("presentation",), by=OWN),
    seen("text_history", "dossier_pk", literal=("note",), by=OFFICE),
    seen("text_history", "mission_pk", literal=("synthese",), by=("ali",)),
    seen("why_seen", "dossier", literal=("dossier",), by=READERS, write=OFFICE),
    seen("file", "file", by=(*READERS, "nora")),  # a piece and the report sent are in the pack
    seen("file", "report_file", by=(*READERS, "nora")),
    seen("file", "file", by=COMMITTEE, ours="past"),
    seen("file", "report_file", by=UNSENT, ours="draft"),
)


def draft_of_rules(name, *literal, **more):
    """A page of a version in preparation: the office’s alone."""
    return seen(f"labelling:{name}", "rules_draft", by=OFFICE, literal=literal, **more)


ORGANISMS = (
    member("labelling:organism_list"),
    member("labelling:organism_own"),
    seen("labelling:organism_create", by=EVERYBODY, write=OFFICE),
    seen("labelling:organism_detail", "organism", by=(*PREPARING, "ali")),
    seen("labelling:organism_edit", "organism", by=(*PREPARING, "ali"), write=OFFICE),
    seen("labelling:scheme_table", by=EVERYBODY, write=ROOM),
    seen("labelling:scheme_columns", by=EVERYBODY, write=ROOM),
    seen("labelling:scheme_view_new", by=EVERYBODY, write=ROOM),
    seen("labelling:scheme_view", "scheme_view", by=("sonia",)),
    *(
        seen(name, by=EVERYBODY, write=(*ROOM, *PRESIDING, *READING), literal=literal)
        for name, literal in (
            ("labelling:figure_list", ()),
            ("labelling:figure_detail", ("stock.labelled",)),
            ("labelling:figure_cases", ("stock.labelled",)),
        )
    ),
    seen("labelling:scheme_view_replace", "scheme_view", by=("sonia",), post_only=True),
    seen("labelling:label_take_over", by=EVERYBODY, write=("sonia",)),
    seen("labelling:tracking_imports", by=EVERYBODY, write=OFFICE),
    seen("labelling:tracking_import", "tracking", by=OFFICE),
    seen("labelling:tracking_people", "tracking", by=()),
    seen("labelling:tracking_sheets", "tracking", by=OFFICE),
    seen("labelling:tracking_values", "tracking", by=OFFICE),
    seen("labelling:tracking_register", "tracking", by=OFFICE),
    seen("labelling:tracking_annotated", "tracking", by=OFFICE, write=("sonia",)),
    seen("labelling:tracking_lines", "tracking", by=OFFICE),
    seen("labelling:tracking_line", "tracking", by=OFFICE, literal=(0, 2)),
    seen("labelling:tracking_settle", "tracking", by=OFFICE, write=("sonia",), post_only=True),
    seen(
        "labelling:tracking_settle_field", "tracking", by=OFFICE, write=("sonia",), post_only=True
    ),
    seen(
        "labelling:tracking_import_act",
        "tracking",
        by=OFFICE,
        write=("sonia",),
        literal=("reprendre-le-suivi",),
    ),
    seen("labelling:organism_merge", "organism", by=(*PREPARING, "ali"), write=OFFICE),
    seen("labelling:organism_merger", "gone", by=(*PREPARING, "nora")),
    seen("labelling:organism_public_facts", "organism", by=(*PREPARING, "ali"), write=PREPARING),
    seen("labelling:organism_picture_edit", "organism", by=(*PREPARING, "ali"), write=PREPARING),
    seen("file", "organism_file", by=(*PREPARING, "ali")),
    seen(
        "labelling:organism_picture",
        "organism",
        by=(),
        anonymous="HIDDEN",
        literal=("image", "avif"),
    ),
    seen("labelling:organism_consent", "organism", by=(*PREPARING, "ali"), write=("alice",)),
    seen("labelling:member_invite", "organism", by=(*PREPARING, "ali"), write=("alice", *OFFICE)),
    seen("labelling:member_end", "organism", by=(*PREPARING, "ali"), write=("alice", *OFFICE)),
    seen("labelling:organism_people", "organism", by=(*PREPARING, "ali"), write=PREPARING),
    seen(
        "labelling:delegation_record", "organism", "signatory", by=(*PREPARING, "ali"), write=OFFICE
    ),
    seen("labelling:delegation_end", "organism", "signatory", by=(*PREPARING, "ali"), write=OFFICE),
    seen("file", "delegation_file", by=PREPARING),
    seen("labelling:member_handover", "organism", "left", by=PREPARING),
    seen(
        "labelling:handover_done",
        "organism",
        "left",
        by=PREPARING,
        write=("chloe",),
        post_only=True,
    ),
    public("labelling:framework_list"),
    public("labelling:framework_detail", literal=("DEMO-2025.1",)),
    seen("labelling:rules_draft_begin", by=EVERYBODY, write=OFFICE, literal=("rules",)),
    draft_of_rules("rules_draft"),
    public("labelling:framework_file", literal=("DEMO-2025.1", "xlsx")),
    draft_of_rules("rules_draft_edit"),
    draft_of_rules("rules_draft_upload"),
    draft_of_rules("rules_draft_file", "projet", "xlsx"),
    draft_of_rules("rules_draft_compare"),
    draft_of_rules("rules_draft_part", "delais"),
    draft_of_rules("rules_draft_add", "delais"),
    draft_of_rules("rules_draft_add", "etapes", "initial"),
    draft_of_rules("rules_draft_row", "delais", "D01"),
    draft_of_rules("rules_draft_remove", "delais", "D01"),
    draft_of_rules("rules_draft_move", "delais", "D01", post_only=True),
    draft_of_rules("rules_draft_act", "abandonner"),
    draft_of_rules("rules_draft_trial"),
    public("labelling:directory"),
    public("labelling:directory_csv"),
    public("labelling:directory_organism", "slug"),
    public("labelling:badge", "slug"),
    public("labelling:badge_picture", "slug"),
    public("labelling:verify_form"),
    public("labelling:verify", "attestation"),
)


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
    page("dossier_complements", write=OWN, ours="asked"),
    page("dossier_waiver", write=OFFICE, ours="working"),
    page("dossier_note", write=OFFICE, ours="working"),
    page("dossier_journal"),
    page("dossier_receipt"),
    page("dossier_receipt_file"),
    step("deposer", ("alice",), "fresh", PREPARING),
    step("demander-un-complement", OFFICE),
    step("modifier-la-demande", OFFICE),
    step("annuler-la-demande", OFFICE),
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
    page("stock_read_again", "import", write=OWN, ours="working"),
    page("stock_towns", write=OWN, ours="working"),
    page("stock_abandon", "import", write=OWN, ours="working", post_only=True),
    page("stock_put_back", "import", write=OWN, ours="working", post_only=True),
    page("stock_corrected", "import"),
    page("stock_remove", "residence", write=OWN, ours="working"),
    page("stock_restore", "residence", write=OWN, ours="working", post_only=True),
    page("stock_residence", "residence"),
    page("plan_detail"),
    page("plan_add", write=OWN, ours="working"),
    page("plan_upload", write=OWN, ours="working"),
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
LINES = (
    *ACCOUNTS, *PORTAL, *ORGANISMS, *ACCREDITATIONS, *DOSSIERS, *PREPARATION, *AUDITS, *LABELS,
    *SESSIONS, *BRAND, *LICENCES, *KIT, *COMPLAINTS, *PRACTICES, *SITE, *DIRECTORY, *COMMUNICATION,
    *COMMUNITY, *POSTING, *CALENDAR, *ACCOUNT_DESK, *ASSIGNMENTS, *RETENTION, *FOLLOW_UP, *EXPORTS, *SUPPORT,
    *EVALUATIONS, *BODIES, *CONSULTATIONS, *TEAM_SURVEYS, *GOVERNANCE, *PROCESS_MAP, *YEARLY_REPORTS, *PERFORMANCE,
    *ACT_LEDGER,
)  # fmt: skip

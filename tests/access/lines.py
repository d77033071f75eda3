"""Line of the access matrix, its vocabulary, and its groups of people."""

from dataclasses import dataclass
from uuid import UUID

from tests.access.people import ANONYMOUS, EVERYBODY, MEMBERS, OFFICE, OWN

OK, TO_LOGIN, HIDDEN, NO, POST_ONLY = "OK", "TO_LOGIN", "HIDDEN", "NO", "POST_ONLY"
MISSING = {
    "dossier_pk": 999_999, "mission_pk": 999_999,
    "dossier": "QH-D-2026-9999", "mission": "QH-A-2026-9999", "session": "QH-S-2026-9999",
    "accreditation": "QH-G-2026-9999", "label": "QH-L-2026-9999", "organism": "personne",
    "file": UUID(int=7), "report_file": UUID(int=7), "attestation": "QH-2026-9999", "item": 99,
    "finding": 99, "import": 99, "action": 99, "residence": "absente", "criterion": "T99.9",
    "kit_free": "absente", "kit_logo": "absente",
    "licence": "QH-M-2026-9999", "proof": "QH-B-2026-9999", "proof_file": UUID(int=7),
    "theme": "T99", "slug": "personne", "trademark": "personne", "usage_rules": "RU-9999",
    "charter": "9999.1", "charter_digest": "0" * 16, "shipped_digest": "0" * 16, "place": 99,
    "enquiry": "QH-R-2026-9999", "misuse": "QH-R-2026-9999", "complaint": "QH-R-2026-9999",
    "appeal": "QH-R-2026-9999", "follow": "QH-R-2026-9999.x", "misuse_file": UUID(int=7),
    "gone": "personne", "signatory": 999_999, "left": 999_999, "delegation_file": UUID(int=7),
    "organism_file": UUID(int=7), "body": 999_999, "body_contact": 999_999, "body_file": UUID(int=7),
    "team_survey": 999_999, "consultation": 999_999, "consultation_key": 999_999, "consultation_file": UUID(int=7),
    "admission": "QH-R-2026-9999", "admission_follow": "QH-R-2026-9999.x",
    "admission_confirm": "QH-R-2026-9999.x",
    "rendition": "absente.avif", "page": "accueil/absente", "campaign": "QH-C-2026-9999",
    "letter": "2019-01", "sent_letter": "2019-01", "practice": "QH-P-2026-9999",
    "practice_slug": "aucune", "synonyms": "absents",
    "reuse": "QH-N-2026-9999", "question": "QH-QP-2026-9999", "collection": "QH-CP-2026-9999",
    "kept_slug": "aucune", "offer": "QH-PA-2026-9999", "month": "2031-01", "year": 2019,
    "candidate": "QH-TC-2026-9999", "selection": "aucune",
    "alert": 999_999, "alert_token": "rien",
    "piece": 99, "reading": 99, "invitation": "QH-I-2026-9999",
    "call": "QH-AP-2026-9999", "call_organism": "personne", "call_theme": "T99",
    "strength": "QH-A-2026-9999", "strength_number": 99,
    "space_page": "absente", "space_draft": "absente", "document": "absent", "profile": "absent",
    "contact": "QH-MP-2026-9999", "mentoring": "QH-ME-2026-9999", "new_organism": "absent",
    "space": "absent", "auditors_space": "absent", "group_space": "absent",
    "stop_token": "rien",
    "survey": "QH-E-2026-9999", "survey_draft": "QH-E-2026-9999", "survey_closed": "QH-E-2026-9999",
    "survey_told": "QH-E-2026-9999", "survey_question": 99,
    "thread": "QH-F-2026-9999", "group_thread": "QH-F-2026-9999", "message": 999,
    "faq_entry": "QH-FAQ-2026-9999", "public_entry": "QH-FAQ-2026-9999",
    "shown_entry": "QH-FAQ-2026-9999", "question_slug": "aucune",
    "event": "absent", "club_event": "absent", "registration_token": "rien",
    "waiting": UUID(int=7), "back": UUID(int=7), "hold": "QH-RC-2026-9999",
    "coming_day": "2031-01-01", "notice": "aucun.type", "text": "aucun.type",
    "auditor_invitation": 999_999, "office_invitation": 999_999, "account_change": "QH-CF-2026-9999",
    "seat_invitation": 999_999, "auditor": "personne", "statement": 999_999, "office_tie": 999_999,
    "seat_person": 999_999,
    "tracking": "QH-SU-2026-9999", "scheme_view": "QH-VS-2026-9999",
    "moment": "dossier.QH-D-2026-9999", "feed_secret": "absente", "opinion_token": "rien",
    "material_file": UUID(int=7), "rules_draft": "REG-9999",
    "evolution": "QH-EV-2026-9999", "evolution_file": UUID(int=7),
    "retention_version": "QH-DC-2026-9999", "support": "QH-AC-2026-9999",
    "note": "QH-NB-2026-9999", "exchange": "QH-EC-2026-9999", "relance": "QH-RL-2026-9999",
    "relance_left": "QH-RL-2026-9999", "relance_batch": "QH-RL-2026-9999",
    "handing": "QH-CG-2026-9999", "alert_taken": "QH-AL-2026-9999", "alert_raised": "QH-AL-2026-9999",
    "prepared_table": UUID(int=7),
    "absence": "QH-AB-2026-9999", "charge": "riens",
    "report_year": 2019, "report_number": 99, "report_section": "aucune", "told_year": 2019,
    "promise": 999_999, "promise_code": "absente",
    "satisfaction_year": 2019, "closed_dossier": "QH-D-2026-9999", "correction": 99,
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

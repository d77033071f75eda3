"""The look of every state: icon and tone, said beside the word (charter, « three times »)."""

TONES = ("quiet", "info", "strong", "ok", "warn", "danger")

DOSSIER = {
    "draft": ("pencil", "quiet"),
    "submitted": ("tray", "info"),
    "to_complete": ("triangle", "warn"),
    "registered": ("tick", "info"),
    "diagnosis": ("lens", "info"),
    "preparation": ("list", "info"),
    "audit": ("clipboard", "info"),
    "follow_up": ("spanner", "warn"),
    "review": ("book", "info"),
    "scheduled": ("calendar", "strong"),
    "adjourned": ("pause", "warn"),
    "granted": ("tile-tick", "ok"),
    "refused": ("cross", "danger"),
    "discontinued": ("door", "quiet"),
    "dismissed": ("box", "quiet"),
}
LABEL = {
    "pending": ("clock", "info"),
    "active": ("tile-tick", "ok"),
    "extended": ("plus", "warn"),
    "suspended": ("pause", "warn"),
    "expired": ("hourglass", "quiet"),
    "withdrawn": ("cross", "danger"),
    "renounced": ("door", "quiet"),
    "superseded": ("swap", "quiet"),
    "annulled": ("cross", "danger"),
}
MISSION = {
    "to_assign": ("people", "warn"),
    "proposed": ("mail", "info"),
    "declined": ("cross", "danger"),
    "accepted": ("tick", "info"),
    "planned": ("calendar", "info"),
    "in_progress": ("clipboard", "strong"),
    "fieldwork_closed": ("flag", "info"),
    "draft_report": ("pencil", "info"),
    "contradictory": ("swap", "warn"),
    "final_report": ("file", "info"),
    "validated": ("tick", "ok"),
    "closed": ("box", "quiet"),
    "postponed": ("clock", "warn"),
    "cancelled": ("cross", "quiet"),
}
SESSION = {
    "draft": ("pencil", "quiet"),
    "convened": ("mail", "info"),
    "pack_sent": ("book", "info"),
    "open": ("vote", "strong"),
    "closed": ("lock", "info"),
    "minutes_draft": ("pencil", "info"),
    "minutes_approved": ("tick", "ok"),
    "archived": ("box", "quiet"),
    "cancelled": ("cross", "quiet"),
    "reconvened": ("turn", "warn"),
}
ITEM = {
    "not_open": ("clock", "quiet"),
    "open": ("vote", "strong"),
    "closed": ("lock", "info"),
    "validated": ("tick", "ok"),
    "void": ("turn", "warn"),
    "removed": ("box", "quiet"),
    "annulled": ("cross", "danger"),
}
ACCREDITATION = {
    "draft": ("pencil", "quiet"),
    "submitted": ("tray", "info"),
    "to_complete": ("triangle", "warn"),
    "under_review": ("book", "info"),
    "training": ("list", "warn"),
    "committee_pending": ("calendar", "strong"),
    "active": ("tile-tick", "ok"),
    "suspended": ("pause", "warn"),
    "expired": ("hourglass", "quiet"),
    "refused": ("cross", "danger"),
    "withdrawn": ("cross", "danger"),
    "renounced": ("door", "quiet"),
}
LICENCE = {
    "eligible": ("flag", "info"),
    "requested": ("pencil", "warn"),
    "active": ("tile-tick", "ok"),
    "suspended": ("pause", "warn"),
    "ending": ("hourglass", "warn"),
    "ended": ("box", "quiet"),
    "revoked": ("cross", "danger"),
    "refused": ("cross", "danger"),
}
PROOF = {
    "submitted": ("tray", "info"),
    "changes_requested": ("triangle", "warn"),
    "approved": ("tick", "ok"),
    "refused": ("cross", "danger"),
    "withdrawn": ("door", "quiet"),
}
# States any other thing may have: findings, evidence, practices, invitations, plans, requests.
COMMON = {
    **ACCREDITATION,
    **LABEL,
    "open": ("flag", "warn"),
    "answered": ("mail", "info"),
    "accepted": ("tick", "ok"),
    "rejected": ("cross", "danger"),
    "closed": ("box", "quiet"),
    "cancelled": ("cross", "quiet"),
    "archived": ("box", "quiet"),
    "review": ("book", "info"),
    "published": ("tile-tick", "ok"),
    "abandoned": ("box", "quiet"),
    "filed": ("tray", "info"),
    "registered": ("tile-tick", "ok"),
    "lapsed": ("hourglass", "quiet"),
    "scanning": ("clock", "info"),
    "clean": ("tick", "ok"),
    "infected": ("triangle", "danger"),
    "sent": ("mail", "info"),
    "done": ("tick", "ok"),
    "late": ("triangle", "danger"),
    "planned": ("calendar", "info"),
    "in_progress": ("list", "info"),
    "validated": ("tick", "ok"),
    "approved": ("tick", "ok"),
    "granted": ("tile-tick", "ok"),
    "to_confirm": ("hourglass", "warn"),
}
KINDS = {
    "labeldossier": DOSSIER,
    "dossier": DOSSIER,
    "label": LABEL,
    "auditmission": MISSION,
    "mission": MISSION,
    "audit": MISSION,
    "committeesession": SESSION,
    "session": SESSION,
    "agendaitem": ITEM,
    "accreditation": ACCREDITATION,
    "auditoraccreditation": ACCREDITATION,
    "brandlicence": LICENCE,
    "licence": LICENCE,
    "brandproof": PROOF,
    "proof": PROOF,
}


def look(kind, state):
    """(icon, tone) of a state; a state nobody drew yet is a quiet tile, never an error page."""
    return KINDS.get(kind, COMMON).get(state) or COMMON.get(state) or ("tile", "quiet")

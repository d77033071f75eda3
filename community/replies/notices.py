"""The mail that says why an answer made no message."""

from portal.outbox import Notice

REFUSED = Notice(
    "reply.refused",
    to=lambda row: [],
    why="Vous recevez ce message parce qu’un courriel est arrivé de votre adresse.",
    headers=lambda row: {"Auto-Submitted": "auto-replied", "In-Reply-To": row.mail_id},
)

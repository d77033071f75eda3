"""Mail notice of a refused reply: why it made no message."""

from portal.notifications.notices import Group, Notice

GROUP = Group("Communautés", 930)


def nobody(_row):
    """No recipient: it is sent to an address."""
    return []


REFUSED = Notice(
    "reply.refused",
    "Votre réponse par courriel n’est pas passée",
    about="community.RefusedReply",
    template="community/replies/mail/refused.txt",
    to=nobody,
    why="Vous recevez ce message parce qu’un courriel est arrivé de votre adresse.",
    headers=lambda row: {"Auto-Submitted": "auto-replied", "In-Reply-To": row.mail_id},
    audience="l’adresse qui l’a envoyée",
    to_address=True,
    group=GROUP,
)

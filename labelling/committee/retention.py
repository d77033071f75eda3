"""Retention of sessions, votes and decisions (BR-93)."""

from portal.retention.register import BY_HAND, NEVER, Keeping, register_keeping

register_keeping(
    Keeping(
        "interests",
        "Déclarations d’intérêts des membres du comité",
        "le lien déclaré avec un organisme",
        "la séance",
        ending=BY_HAND,
    )
)
register_keeping(
    Keeping(
        "decision",
        "Relevés de décisions et décisions du comité",
        "le nom des membres présents et le sens de leur vote",
        "la décision",
        ending=NEVER,
    )
)

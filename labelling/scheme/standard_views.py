"""Views of the table of the scheme that the portal gives to everybody: codes, names, queries."""

ALL = "tous"
STANDARD = (
    (ALL, "Tous", {}),
    ("en-retard", "En retard", {"retard": "oui", "tri": "-retard"}),
    (
        "renouvellements",
        "Renouvellements à 12 mois",
        {"renouvellement": "12", "tri": "renouvellement"},
    ),
    ("sans-auditeur", "Sans auditeur", {"auditeur": "sans"}),
    ("mes-dossiers", "Mes dossiers", {"charge": "moi"}),
)

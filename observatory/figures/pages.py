"""Page context of the public figures."""

from django.urls import reverse

from observatory.figures import counts
from observatory.figures.counts import share
from portal.ui import words

SHARES = (
    ("with_tenants", "menées avec des locataires"),
    ("with_figures", "avec un chiffre mesuré"),
    ("verified", "vérifiées en audit"),
)


def headline():
    """[{code, label, value}] for the whole, as `{% figures %}` shows them."""
    line = counts.whole()
    told = (
        ("sheets", "fiche publiée", "fiches publiées"),
        ("organisms", "organisme les raconte", "organismes les racontent"),
        ("reuses", "reprise connue", "reprises connues"),
    )
    rows = []
    for code, one, many in told:
        n = getattr(line, code)
        rows.append({"code": code, "value": words.number(n), "label": words.agreed(n, one, many)})
    return rows + [
        {"code": code, "value": f"{share(getattr(line, code), line.sheets)}\u00a0%", "label": label}
        for code, label in SHARES
    ]


def content():
    tables = (
        ("theme", "Thème", counts.by_theme()),
        ("famille", "Famille", counts.by_family()),
        ("region", "Région", counts.by_region()),
    )
    base = reverse("observatory:list")
    return {
        "whole": headline(),
        "is_demo": counts.is_invented(),
        "groups": [
            {
                "head": head,
                "tells_audits": name == "theme",
                "lines": [(line, f"{base}?{name}={line.code}") for line in lines],
            }
            for name, head, lines in tables
        ],
    }

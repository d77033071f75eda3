"""What the page of figures shows."""

from django.urls import reverse

from observatory.figures import counting
from observatory.figures.counting import share
from portal.ui import words


def headline():
    """[{label, value}] for the whole, as `{% figures %}` shows them."""
    line = counting.whole()
    told = (
        (line.sheets, "fiche publiée", "fiches publiées"),
        (line.organisms, "organisme les raconte", "organismes les racontent"),
        (line.reuses, "reprise connue", "reprises connues"),
    )
    rows = [
        {"value": words.number(n), "label": words.agreed(n, one, many)} for n, one, many in told
    ]
    shares = (
        (line.with_tenants, "menées avec des locataires"),
        (line.with_figures, "avec un chiffre mesuré"),
        (line.verified, "vérifiées en audit"),
    )
    return rows + [
        {"value": f"{share(part, line.sheets)}\u00a0%", "label": label} for part, label in shares
    ]


def content():
    tables = (
        ("theme", "Thème", counting.by_theme()),
        ("famille", "Famille", counting.by_family()),
        ("region", "Région", counting.by_region()),
    )
    base = reverse("observatory:list")
    return {
        "whole": headline(),
        "is_demo": counting.is_invented(),
        "groups": [
            {
                "head": head,
                "tells_audits": name == "theme",
                "lines": [(line, f"{base}?{name}={line.code}") for line in lines],
            }
            for name, head, lines in tables
        ],
    }

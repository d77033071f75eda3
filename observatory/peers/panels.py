"""Link from a self-assessment to the practices that answer its weak criteria."""

from django.urls import reverse

from labelling.public import member, register_helper


@register_helper
def practices_help(dossier, user, criterion=None):
    """For the organism's own members; links to the criterion on the page."""
    if not member(user, dossier):
        return None
    base = reverse("observatory:progress")
    url = f"{base}?organisme={dossier.organism.slug}"
    return {
        "title": "Avancer avec les autres",
        "text": "Pour chaque critère coté 0 ou 1, trois pratiques d’organismes comparables, et un pair à appeler.",
        "url": f"{url}#{criterion.code}" if criterion else url,
        "label": "D’une faiblesse à une pratique",
    }

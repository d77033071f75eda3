"""Detection of possible personal data in a practice, shown to its writer and its reviewers."""

import re

from observatory.practices.versions import LABELS, TEXTS

PHONE = re.compile(r"(?<!\d)(?:\+33[ .-]?|0)[1-79](?:[ .-]?\d{2}){4}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
PERSON = re.compile(r"\b(?:M\.|Mme|Mlle|Monsieur|Madame)\s+[A-ZÀ-Ý][\w’'-]+")


def suspects(practice):
    """[(field, text found)]: phone numbers, addresses, names after a title. A hint, not a verdict."""
    found = []
    for name in TEXTS:
        text = getattr(practice, name)
        found += [
            (LABELS[name], match) for kind in (PHONE, MAIL, PERSON) for match in kind.findall(text)
        ]
    return [(label, match) for label, match in found if match != practice.contact_email]

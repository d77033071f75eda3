"""Placeholders of the letter, a closed set of words in braces: their values, and the check of a text."""

import re

from django.conf import settings
from django.urls import reverse

from observatory.calls.models import CallLetter
from portal.core import clock
from portal.ui import words

MEANINGS = {
    "organisme": "le nom de l’organisme",
    "thème": "le titre du thème",
    "critère": "le critère sur lequel l’organisme est fort",
    "référent": "votre nom",
    "lien": "l’adresse où l’organisme lit l’invitation et ouvre une fiche",
}
REQUIRED = ("organisme", "lien")
BRACES = re.compile(r"{([^{}]*)}")
SUBJECT = "Une pratique de {organisme} servirait à d’autres"
TEXT = "\n\n".join(
    (
        "Dans votre démarche, {organisme} maîtrise ceci\u00a0: «\u00a0{critère}\u00a0»",
        (
            "L’observatoire a besoin de fiches sur le thème «\u00a0{thème}\u00a0», et vous n’en avez pas "
            "encore raconté. Une demi-heure suffit pour une fiche\u00a0; rien ne paraît sans l’accord de "
            "votre direction."
        ),
        "Pour commencer\u00a0: {lien}",
        "{référent}, référent label",
    )
)


def in_force():
    """The latest version, else the initial one, unsaved."""
    return CallLetter.objects.first() or CallLetter(number=1, subject=SUBJECT, text=TEXT)


def faults(text, required=()):
    """Sentences about placeholders that are unknown, missing or not closed."""
    found = BRACES.findall(text)
    known = ", ".join(f"{{{name}}}" for name in MEANINGS)
    said = [
        f"«\u00a0{{{name}}}\u00a0» ne veut rien dire ici. Les mots possibles\u00a0: {known}."
        for name in dict.fromkeys(found)
        if name not in MEANINGS
    ]
    if set("{}") & set(BRACES.sub("", text)):
        said.append("Une accolade n’est pas refermée, ou s’ouvre deux fois.")
    return said + [
        f"Le texte doit contenir {{{name}}}\u00a0: {MEANINGS[name]}."
        for name in required
        if name not in found
    ]


def filled(text, values):
    """The text with its placeholders replaced; values are not parsed again."""
    return words.fill(text, values)


def values(strength, by, reference):
    """Values of the placeholders for a strength of an organism (`labelling.public.strong_points`)."""
    page = reverse("observatory:call", args=[reference])
    return {
        "organisme": str(strength["organism"]),
        "thème": strength["theme_title"],
        "critère": strength["title"],
        "référent": str(by),
        "lien": f"{settings.PORTAL_ADDRESS}{page}",
    }


def fill_letter(letter, strength, by):
    """{subject, text} for a preview, with a placeholder reference."""
    told = values(strength, by, f"QH-AP-{clock.today().year}-0000")
    return {"subject": filled(letter.subject, told), "text": filled(letter.text, told)}

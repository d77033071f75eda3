"""Parsing of replies by mail: what is quoted and signed is left out."""

import pytest

from community.replies import parsing

QUOTES = {
    "french": "Oui.\n\nLe mar. 24 nov. 2026 à 09:12, Portail Quali’Hlm <portail@x.example> a écrit :\n> Bonjour",
    "french on two lines": "Oui.\n\nLe mardi 24 novembre 2026, Portail\n<p@x.example> a\xa0écrit\xa0:\n\nBonjour",
    "english": "Oui.\n\nOn Tue, Nov 24, 2026 at 9:12 AM Portail <p@x.example> wrote:\n> Bonjour",
    "outlook": "Oui.\n\nDe : Portail <p@x.example>\nEnvoyé : mardi 24 novembre\nÀ : Alice\nObjet : x\n\nBonjour",
    "outlook line": "Oui.\n________________________________\nDe : Portail\nBonjour",
    "original": "Oui.\n\n-----Message d'origine-----\nDe : Portail\nBonjour",
    "signs": "Oui.\n> Bonjour\n> encore",
    "signature": "Oui.\n-- \nAlice Arnaud\nDirectrice",
    "phone": "Oui.\n\nEnvoyé de mon iPhone",
    "windows": "Oui.\r\n\r\nLe 24/11/2026 à 09:12, Portail a écrit :\r\n> Bonjour",
}  # fmt: skip


@pytest.mark.parametrize("name", QUOTES)
def test_what_is_quoted_and_signed_is_left_out(name):
    assert parsing.written(QUOTES[name]) == "Oui."


@pytest.mark.parametrize(
    "text",
    [
        "Le gardien a écrit aux locataires.\n\nIls ont répondu.",
        "De : combien parle-t-on ?\n\nDe peu.",
        "Prix -- environ -- dix.",
        "Le bailleur :\n- un\n- deux",
    ],
)
def test_what_looks_like_a_quotation_is_kept(text):
    assert parsing.written(text) == text

"""French phonetic key: « punèze » and « punaise », « gardient » and « gardien » share one."""

import re

STEPS = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"ph", "f"),
        (r"[sc]ch?(?=[eiy])|ss|ç|sç", "s"),
        (r"t(?=i(?:on|el|al))", "s"),
        (r"qu?|ck?|k", "k"),
        (r"g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"h|w", ""),
        (r"eau|au", "o"),
        (r"(?:ain|ein|in|yn|aim|im|ym)(?![aeiouyn])", "1"),
        (r"(?:an|en|am|em)(?![aeiouynm])", "2"),
        (r"(?:on|om)(?![aeiouynm])", "3"),
        (r"ai|ei|ay|ey|er$|ez$", "e"),
        (r"oeu|eu|oe", "e"),
        (r"y", "i"),
        (r"z", "s"),
        (r"(?:e?s|e?x|e?t|d|p|e|nt)+$", ""),
        (r"(.)\1+", r"\1"),
    )
)


def sound(word):
    """A key for a word without accents; two words that sound alike share it."""
    for pattern, new in STEPS:
        word = pattern.sub(new, word)
    return word

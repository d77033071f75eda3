"""Readability score of a French text: Kandel and Moles (Flesch's, adapted to French)."""

import re
from dataclasses import dataclass

from portal.ui import words

FEWEST = 30  # words: under that, the scale says nothing
LONG = 28  # words of a sentence that should be cut
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]+")
MUTE = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüÿœæ])(?:e|es|ent)$")
GRADES = ((60, "lecture aisée"), (45, "lecture moyenne"), (0, "lecture difficile"))


@dataclass(frozen=True)
class Readability:
    """`score`, 0 to 100, higher is easier; `long`: the longest sentences, to shorten."""

    score: int
    long: tuple

    @property
    def grade(self):
        return next(word for least, word in GRADES if self.score >= least)

    @property
    def advice(self):
        if not self.long:
            return ""
        many = words.count(len(self.long), "phrase longue", "phrases longues")
        first = " ".join(self.long[0].split()[:6])
        return f"{many}\u00a0; coupez d’abord «\u00a0{first}…\u00a0»."

    def __str__(self):
        said = f"{self.grade.capitalize()}, {self.score} sur 100."
        return f"{said} {self.advice}".strip()


def syllables(word):
    """Groups of vowels, without a mute ending: « locataires » has three."""
    word = word.lower()
    return max(1, len(VOWELS.findall(MUTE.sub("", word))))


def measure(text):
    """The Readability of a text; None when it is too short."""
    sentences = [(part, WORD.findall(part)) for part in SENTENCE.split(text)]
    sentences = [(part.strip(), found) for part, found in sentences if found]
    every = [word for _, found in sentences for word in found]
    if len(every) < FEWEST:
        return None
    a_sentence = len(every) / len(sentences)
    a_word = sum(map(syllables, every)) / len(every)
    score = round(207 - 1.015 * a_sentence - 73.6 * a_word)
    long = sorted((row for row in sentences if len(row[1]) > LONG), key=lambda row: -len(row[1]))
    return Readability(max(0, min(100, score)), tuple(part for part, _ in long))

"""Scenario of the evaluation of auditors: four organisms in five give theirs, the office one time in two."""

from labelling.scenario.reports import chosen

CRITERIA = 5  # of the grid
OPINIONS = (
    "De l’écoute, et le temps pris d’expliquer chaque constat aux équipes.",
    "Le rapport est clair. Le plan d’audit est arrivé deux jours avant la visite, c’était court.",
    "Les locataires rencontrés se sont sentis entendus.",
)


def tell(story, mission, offset):
    """`offset`: days from the session of the story."""
    if story.voice % 5:
        comment = chosen(OPINIONS, story.voice) if story.voice % 2 else ""
        story.at(
            offset,
            story.landlord.contact,
            "evaluation.give",
            on=mission,
            ratings=_ratings(story.voice),
            comment=comment,
        )
    if story.voice % 2:
        story.at(
            offset + 1,
            story.office,
            "evaluation.give",
            on=mission,
            ratings=_ratings(story.voice + 1),
        )


def _ratings(voice):
    """Threes and fours, a two now and then."""
    return [2 if (voice + rank) % 7 == 0 else 3 + (voice + rank) % 2 for rank in range(CRITERIA)]

"""Pictures of the kit generator: a square and a card for social networks, a banner for a site."""

from labelling.title.kit.generator.drawing import Drawing
from labelling.title.kit.generator.logos import logo
from portal.ui import theme

NAMES = (104, 92, 80, 70, 62, 54, 48, 42, 36, 30)
DEMO = "Organisme inventé, version de démonstration"


def spoken(claim):
    """All that a picture says, for who does not see it."""
    said = (f"{claim.organism} {claim.sentence}", claim.perimeter, numbered(claim), claim.valid)
    parts = (*said, bare(claim))
    told = (*parts, DEMO) if claim.is_demo else parts
    return ". ".join(part for part in told if part)


def numbered(claim):
    return f"Attestation {claim.number}" if claim.number else ""


def bare(claim):
    return claim.address.partition("://")[2].rstrip("/")


def social(claim):
    """1080 × 1080: the name first, as large as it holds."""
    colour = theme.current().light
    picture = Drawing(1080, 1080, spoken(claim))
    picture.rect(0, 0, 1080, 1080, colour("night"))
    picture.place(logo(claim.variant, "reversed"), 80, 80, 2.5)
    white, soft = colour("on-night"), colour("night-muted")
    face = {"font": "title", "weight": 700}
    at = picture.block(claim.organism, 80, 290, 920, 330, white, sizes=NAMES, **face)
    at = picture.block(claim.sentence, 80, at + 24, 920, 110, white, sizes=(44, 40, 34, 28))
    if claim.perimeter:
        at = picture.block(claim.perimeter, 80, at + 18, 920, 130, soft, sizes=(30, 26, 23))
    if claim.number:
        picture.text(numbered(claim), 80, 870, 30, colour("tile-sun"), **face)
    picture.text(claim.valid, 80, 912, 30, colour("tile-sun"), **face)
    picture.text(f"État du jour\u00a0: {bare(claim)}", 80, 952, _held(bare(claim), 920), soft)
    if claim.is_demo:
        picture.text(DEMO, 80, 986, 22, soft)
    picture.mosaic(claim.organism, 15, 1, 0, 1008, 72)
    return picture


def card(claim):
    """1200 × 630, as networks and messages show a link; also for the screen of a hall."""
    colour = theme.current().light
    picture = Drawing(1200, 630, spoken(claim))
    picture.rect(0, 0, 1200, 630, colour("night"))
    picture.mosaic(claim.organism, 4, 7, 0, 0, 90)
    picture.place(logo(claim.variant, "reversed"), 410, 44, 1.9)
    white, soft, left, room = colour("on-night"), colour("night-muted"), 410, 740
    face = {"font": "title", "weight": 700}
    at = picture.block(
        claim.organism, left, 170, room, 210, white, sizes=(*NAMES[2:], 26, 23), **face
    )
    picture.block(claim.sentence, left, at + 14, room, 84, white, sizes=(36, 32, 28, 24))
    told = (part for part in (claim.valid, numbered(claim)) if part)
    for rank, line in enumerate(told):
        picture.text(line, left, 516 + 36 * rank, 27, colour("tile-sun"), **face)
    last = f"État du jour\u00a0: {bare(claim)}" if not claim.is_demo else DEMO
    picture.text(last, left, 594, min(21, room / (0.56 * len(last))), soft)
    return picture


def _held(text, room):
    """A size that holds a line of about that length."""
    return min(26, room / (0.56 * (len(text) + 15)))


def banner(claim):
    """1200 × 300: the logo at the left, the name and the validity at the right."""
    colour = theme.current().light
    picture = Drawing(1200, 300, spoken(claim))
    picture.rect(0, 0, 1200, 300, colour("paper"))
    picture.rect(0, 0, 12, 300, colour("tile-sun"))
    picture.place(logo(claim.variant), 48, 74, 1.95)
    left, room = 480, 680
    face = {"font": "title", "weight": 700}
    at = picture.block(
        claim.organism,
        left,
        34,
        room,
        128,
        colour("ink"),
        sizes=(*NAMES[2:], 26, 23, 20, 17),
        **face,
    )
    picture.block(claim.sentence, left, at + 8, room, 62, colour("ink"), sizes=(28, 25, 22))
    picture.text(claim.valid, left, 254, 23, colour("brand"), weight=650)
    last = bare(claim) if not claim.is_demo else DEMO
    picture.text(last, left, 282, min(19, _held(last, room)), colour("muted"))
    return picture

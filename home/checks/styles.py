"""Check of pasted styles: colours and sizes come from the charter, whose contrasts are checked."""

from home.checks.reading import rich

SENTENCE = (
    "un passage a gardé la mise en forme d’un autre logiciel. Effacez-le, puis collez-le sans mise "
    "en forme (Ctrl+Maj+V)."
)


def problems(page):
    return [piece.problem(SENTENCE) for piece in rich(page) if _is_styled(piece.html)]


def _is_styled(html):
    return bool(
        html.find("font")
        or html.find(attrs={"style": True})
        or html.find(attrs={"color": True})
        or html.find(attrs={"bgcolor": True})
    )

"""Normalisation of HTML spaces as a browser reads them."""

import re

BLOCKS = frozenset(
    (
        "address article aside blockquote body br button caption dd details dialog div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe input label legend "
        "li link main meta nav object ol optgroup option p pre picture section select source summary "
        "svg table tbody td template text textarea tfoot th thead title tr ul video"
    ).split()
)
SPACES = re.compile(r"[ \t\n\r\f]+")  # what a browser collapses: no-break spaces stay
TAG = re.compile(r"<[^>]+>")
BESIDE_A_BLOCK = re.compile(rf" ?(</?(?:{'|'.join(sorted(BLOCKS))}|g|path|rect|text)\b[^>]*>) ?")


def tidy(html):
    html = TAG.sub(lambda tag: tag[0].replace(" >", ">"), SPACES.sub(" ", str(html)))
    return BESIDE_A_BLOCK.sub(r"\1", html).strip(" ")

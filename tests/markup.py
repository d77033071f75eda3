"""Normalisation of HTML spaces as a browser reads them."""

import re

from tests.snapshot.text import BLOCKS, SPACES

TAG = re.compile(r"<[^>]+>")
BESIDE_A_BLOCK = re.compile(rf" ?(</?(?:{'|'.join(sorted(BLOCKS))}|g|path|rect|text)\b[^>]*>) ?")


def tidy(html):
    html = TAG.sub(lambda tag: tag[0].replace(" >", ">"), SPACES.sub(" ", str(html)))
    return BESIDE_A_BLOCK.sub(r"\1", html).strip(" ")

"""Checks before a page is published: one module a noun, one clear sentence a problem."""

from home.checks import addresses, figures, headings, links, styles

KINDS = (headings, links, addresses, styles)


def problems(page):
    """[(field, sentence)] about the words and the links of this version of the page.

    What a field or a block asks for itself (a text for a picture, headers for a table, a transcript)
    is theirs to say in the form; `completeness` reads it where there is no form.
    """
    return [problem for kind in KINDS for problem in kind.problems(page)]


def warnings(page):
    """[(field, sentence)]: what deserves a second look; does not prevent publication."""
    return figures.warnings(page)

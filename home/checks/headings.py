"""Check of headings: in order, none empty; they are the table of contents of a screen reader."""

from home.checks.reading import pieces

EMPTY = "un intertitre est vide. Supprimez-le, ou écrivez-le."
JUMP = "l’intertitre «\u00a0{}\u00a0» (niveau {}) vient sans titre de niveau {} avant lui."
LEVELS = ("h2", "h3", "h4")


def problems(page):
    found, level = [], 1
    for piece in pieces(page):
        if piece.is_group and str(piece.value.get("title") or "").strip():
            level = 2  # a block's own title
        if not piece.is_rich:
            continue
        for heading in piece.html.find_all(LEVELS):
            words, rank = heading.get_text(" ", strip=True), int(heading.name[1])
            if not words:
                found.append(piece.problem(EMPTY))
                continue
            if rank > level + 1:
                found.append(piece.problem(JUMP.format(words[:60], rank, rank - 1)))
            level = rank
    return found

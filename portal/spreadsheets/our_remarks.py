"""Remarks sheet of a spreadsheet handed back, left out when the file is read again."""

SHEET = "Remarques du portail"
MARK = "— Portail Quali’Hlm —"  # under it, in a comment of a cell, nothing is of who owns the file


def with_ours(comment: str, remarks: list[str]) -> str:
    """The comment that the cell had, then ours."""
    return "\n".join(filter(None, (comment, MARK, *remarks)))


def without_ours(comment: str) -> str:
    return comment.partition(MARK)[0].strip()


def is_ours(sheet_name: str) -> bool:
    return sheet_name == SHEET

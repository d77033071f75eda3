"""Badge « Vérifiée en audit »: shown while the organism's label is in force (docs/decisions/label)."""

from labelling.public import taken_back


def mark(practices):
    """Sets `is_verified` on each row, whether the public sees the badge; one query at most."""
    noted = [row for row in practices if row.is_from_audit]
    lost = taken_back() if noted else ()
    for row in practices:
        row.is_verified = row.is_from_audit and row.organism_id not in lost
    return practices

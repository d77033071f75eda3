"""Access matrix of exports: a list as a file, a prepared table, its file."""

from tests.access.lines import member, seen

EXPORTS = (
    member("table_export", literal=("csv", "espace/dossiers/")),
    member("table_again"),
    member("table_again_write", post_only=True),
    seen("prepared_table", "prepared_table", by=("alice",)),
    seen("prepared_file", "prepared_table", by=("alice",)),
)

"""Reports of audits: ratings, snapshots, texts."""

"""Review of practices: submissions kept as they were, reviewers' answers, what changed since."""

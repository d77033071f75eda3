"""The club and the auditors' community; membership is derived from the label."""

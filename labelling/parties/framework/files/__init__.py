"""Files of rules: read, checked, written."""

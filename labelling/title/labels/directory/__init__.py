"""Public directory of labelled organisms."""

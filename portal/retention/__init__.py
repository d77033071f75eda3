"""Retention periods: `register_keeping(Keeping(...))` declares one, the worker ends what is over (BR-93)."""

"""How long things are kept: `keeping.keep(Keeping(...))` declares it, the worker does it (BR-93)."""

"""The index of a cluster kept true: asked with each change, played by the worker, compared each hour."""

"""Known faults: a law, a rule or a control broken on purpose, each with the test that catches it.

A module a topic; a fault is a line of it: its name, what somebody would suffer, the dotted name (or the
path) of what is broken, how (`changes`), the node id of the test that sees it. Whoever renames what a
fault breaks, or moves its test, changes that line; what does not apply any more fails with a sentence.
"""

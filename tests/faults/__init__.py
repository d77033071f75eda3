"""Known faults: a law, a rule or a control broken on purpose, each with the test that catches it."""

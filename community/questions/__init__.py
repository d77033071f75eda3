"""Public questions: FAQ entries rewritten for everybody, in a text of their own."""

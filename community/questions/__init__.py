"""Public questions: what an entry of the FAQ says to everybody, in a text of its own, read again."""

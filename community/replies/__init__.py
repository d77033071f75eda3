"""Answers by e-mail: a signed address a thread and a person, a mail read, one message or one refusal."""

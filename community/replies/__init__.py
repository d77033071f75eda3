"""Reply by e-mail: a signed address a thread and a person; a mail received makes one message or one refusal."""

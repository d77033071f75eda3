"""The person's side of messages: what each may say, when it leaves, where it is read again."""

"""Messages of a thread: who reads, mentions, reports."""

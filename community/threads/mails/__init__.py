"""Mails of the threads: notices, digests, answers by mail."""

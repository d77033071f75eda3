"""Snapshot of what people see (pages, mails, addresses, access, API), compared before and after a change."""

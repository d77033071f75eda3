"""Changes since a person's last visit, from the audit log: acts that have words, never a secret one."""

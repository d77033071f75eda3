"""Spaces: the club, the auditors, working groups, regional groups; who enters, and under which charter."""

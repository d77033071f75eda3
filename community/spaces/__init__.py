"""The spaces: the club, the auditors, working groups, regional groups; who enters, and on what terms."""

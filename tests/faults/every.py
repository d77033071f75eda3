"""All the known faults, topic by topic."""

from tests.faults import committee, files, kernel, labels, notifications

TOPICS = (committee, files, kernel, labels, notifications)
FAULTS = tuple(fault for topic in TOPICS for fault in topic.FAULTS)

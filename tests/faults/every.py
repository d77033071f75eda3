"""All the known faults, topic by topic."""

from tests.faults import (
    access,
    audits,
    brand,
    committee,
    community,
    complaints,
    files,
    home,
    kernel,
    labelling,
    labels,
    notifications,
    observatory,
    texts,
    web,
)

TOPICS = (access, texts, kernel, web, files, notifications)
TOPICS += (labelling, audits, committee, labels, brand, complaints, observatory, community, home)
FAULTS = tuple(fault for topic in TOPICS for fault in topic.FAULTS)

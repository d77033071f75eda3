"""All the known faults, topic by topic."""

from tests.faults.known import (
    access,
    accreditation,
    audits,
    brand,
    committee,
    community,
    complaints,
    dossiers,
    files,
    framework,
    home,
    kernel,
    labelling,
    labels,
    notifications,
    observatory,
    organisms,
    texts,
    web,
)

TOPICS = (access, texts, kernel, web, files, notifications)
TOPICS += (organisms, framework, labelling, dossiers, audits, accreditation)
TOPICS += (committee, labels, brand, complaints, observatory, community, home)
FAULTS = tuple(fault for topic in TOPICS for fault in topic.FAULTS)

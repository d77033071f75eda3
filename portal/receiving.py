"""Mails that come in: each receiver looks at one in turn, until one of them takes it."""

import logging

logger = logging.getLogger("portal.receiving")
RECEIVERS = []


def receiver(function):
    """Register `function(message) -> bool`: True when the mail (an EmailMessage) was for it."""
    RECEIVERS.append(function)
    return function


def receive(message):
    """Whether somebody took it; a mail for nobody is told in the log, without its words."""
    taken = any(function(message) for function in RECEIVERS)
    if not taken:
        logger.info("a mail came that is for nobody")
    return taken

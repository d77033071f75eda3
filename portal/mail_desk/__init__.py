"""Mail desk of the référent: forecast, holds, delivery log, bounces, incoming mails, custom texts."""

RECEIVERS = []


def receiver(function):
    """Register `function(message) -> bool`: is this received mail its own, and now dealt with?

    `message` is an `email.message.EmailMessage`. It is offered to each in turn (`manage.py
    receive_mail`, or the folder MAIL_INBOX), bounces and automatic answers taken out before,
    until one says True: what that one wrote is kept, what the others wrote is undone. The same
    mail received twice is offered once. One that raises stops no other.
    """
    RECEIVERS.append(function)
    return function

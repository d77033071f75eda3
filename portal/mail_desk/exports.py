"""Exported table of the delivery log, as its reader may know it."""

from django.http import Http404

from portal.exports.columns import Column
from portal.exports.tables import Table
from portal.mail_desk import listing
from portal.mail_desk.forms import LogFilter
from portal.mail_desk.rules import is_office, reads_the_log


def filter_form(user, query):
    return LogFilter(query, is_whole=is_office(user))


def read_list(user, query):
    if not reads_the_log(user):
        raise Http404
    return filter_form(user, query).narrow(listing.rows().visible_to(user), user)


TITLE = Column("title", "Type", lambda line: line.title)
WHOLE = (
    Column("whom", "À", lambda line: line.whom),
    Column("about", "Au sujet de", lambda line: line.about),
)
REST = (
    Column("state", "État", lambda line: line.word),
    Column("why", "Précision", lambda line: line.why),
    Column("written", "Écrit le", lambda line: line.delivery.created_at),
    Column("attempts", "Essais", lambda line: line.delivery.attempts),
)

MAILS = Table(
    "courriels",
    "Courriels",
    lambda user, _query: (TITLE, *(WHOLE if is_office(user) else ()), *REST),
    rows=read_list,
    form=filter_form,
    lines=lambda rows, user, _query: listing.lines(rows, user),
)

"""Ties with an organism that bar an auditor, or a whole firm (BR-27)."""

import re

from portal.core import clock, working_days
from portal.search.french import fold

FORMS = frozenset("ei eirl eurl sa sarl sas sasu sci scop scp selarl selas snc".split())
ALONE = frozenset(
    "aucun aucune neant independant independante liberal liberale profession auditeur auditrice "
    "consultant consultante exercice a titre individuel".split()
)  # words of who belongs to no firm


def firm_key(name):
    """« S.A.R.L. Été  Conseil » as « ete conseil »; "" of who works alone, whom no colleague binds."""
    words = re.findall(r"\w+", fold(name).replace(".", ""))
    words = [word for word in words if word not in FORMS]
    return "" if ALONE.issuperset(words) else " ".join(words)


def reaches(tie, auditor):
    """Their own, or told for the firm by a colleague."""
    if tie.auditor_id == auditor.pk:
        return True
    return tie.is_of_firm and auditor.firm_key != "" and tie.auditor.firm_key == auditor.firm_key


def bars(until_on, start, months):
    """Whether a tie that lasted until that day (None: it runs) is in the look-back of what starts then (D19)."""
    return until_on is None or until_on > working_days.add_months(start or clock.today(), -months)

"""Members' search source: requests of the public, for those who handle them."""

from labelling.committee.complaints.listing import FIELDS, Row
from labelling.committee.complaints.listing import rows as listed
from labelling.committee.complaints.models import KINDS, Appeal, Enquiry
from labelling.committee.complaints.navigation import has_demands
from labelling.parties.organisms.models import Organism
from portal import search


def _result(row):
    return search.Result(
        f"{row.noun} {row.reference}",
        row.url,
        ", ".join(filter(None, (row.word, row.subject))),
        row.received_on,
        row.reference,
    )


def _words(kind, model):
    """Indexed fields of a request, those of the list: noun, reference, state, subject."""
    names = ("organism__name",) if model is Appeal else ("organism__name", "organism_name")
    texts = ("reference", *(() if model is Enquiry else names))
    fields = (*texts, "state", *(("topic",) if model is Enquiry else ()))

    def more(row):
        subject = Enquiry.Topic(row[-1]).label if model is Enquiry else ""
        return f"{model._meta.verbose_name} {model.State(row[len(texts)]).label} {subject}"

    follows = {} if model is Enquiry else {"organism": Organism}
    return search.Words(f"demandes:{kind}", model, fields, texts=texts, more=more, follows=follows)


DEMANDS = tuple(_words(kind, model) for kind, model in KINDS.items())


@search.source("demandes", "Demandes", 65, *DEMANDS)
def demands(user, query):
    """Requests of all kinds in one query; their texts, written by the public, are not searched."""
    if not has_demands(user):
        return ()
    found = [Row(*one) for one in listed(user).values_list(*FIELDS)[: search.AT_MOST]]
    kept = [
        row
        for row in found
        if query.answers(f"{row.noun} {row.reference} {row.word} {row.subject}")
    ]
    return search.Results(tuple(kept), _result)

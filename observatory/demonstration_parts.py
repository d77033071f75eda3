"""Registration of the observatory's demonstration content: synonyms and search index."""

from django.core.management import call_command

from observatory.search.synonyms.loading import load_synonyms
from portal.demonstration.registry import later


@later("search", "la recherche de pratiques", order=20)
def build_index():
    load_synonyms()
    call_command("build_search_index", verbosity=0)

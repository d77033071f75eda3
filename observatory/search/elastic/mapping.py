"""Index mapping and analysers: our stemmed roots, which decide, and French text, for extracts.

The analyser uses only what every Elasticsearch 8 has: lower case, elision, folded accents, light stemmer, synonyms,
stop words. Synonyms come after the stemmer, so that plurals match, and before the stop words: Lucene refuses a rule
whose expression loses a word (« état des lieux »), silently since `lenient` keeps one bad rule from failing a build.
Stop words are protected from the stemmer, so that their list stays readable. No `copy_to`: `any` is sent with the
rest.
"""

from copy import deepcopy
from dataclasses import asdict

from observatory.search.documents import analysed, content_hash, mark_of
from observatory.search.elastic import synonym_rules
from observatory.search.elastic.dsl import (
    Completion,
    Date,
    Document,
    InnerDoc,
    Integer,
    Keyword,
    Long,
    Object,
    Text,
    analyzer,
    token_filter,
)
from observatory.search.facets import FACETS
from observatory.search.planner import FIELD_WORTH
from portal.search.french import EMPTY, plain

BUCKETS = 8192  # of sheets, by which an index and the database are compared
HALF = 1 << 20  # a mark is sent in two numbers: the sum of a million of each is exact
APART = 100  # positions between two fields of `any`: no expression goes across
HEAVIEST = 2**31 - 1  # of a suggestion
DEEPEST = 20_000  # results that may be skipped and shown
ARTICLES = ["l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu"]

elision = token_filter("trade_elision", "elision", articles=ARTICLES, articles_case=True)
whole = token_filter("trade_whole", "keyword_marker", keywords=sorted(EMPTY))
stop = token_filter("trade_stop", "stop", stopwords=sorted(EMPTY))
stemmer = token_filter("trade_stemmer", "stemmer", language="light_french")
synonyms = token_filter("trade_synonyms", "synonym", synonyms=[], lenient=True)
STEMMED = ["lowercase", elision, "asciifolding", whole, stemmer]
FRENCH = analyzer("trade_french", tokenizer="standard", filter=[*STEMMED, stop])
ASKED = analyzer("trade_asked", tokenizer="standard", filter=[*STEMMED, synonyms, stop])
ROOTS = analyzer("trade_roots", tokenizer="whitespace", filter=[])


def rooted(**named):
    return Text(analyzer=ROOTS, norms=False, **named)


def french():
    return Text(analyzer=FRENCH, search_analyzer=ASKED)


class Roots(InnerDoc):
    title, tags, summary, often, body, words, organism = (rooted() for _ in FIELD_WORTH)


class Values(InnerDoc):
    """One keyword field a facet, under its name in the URL."""


for _name in FACETS:
    Values._doc_type.mapping.field(_name, Keyword())


class PracticeDocument(Document):
    pk = Long()
    content_hash = Keyword()
    bucket = Integer()
    mark_high = Integer()
    mark_low = Integer()
    published_on = Date(format="yyyy-MM-dd")
    reuse_count = Integer()
    facets = Object(Values)
    any = rooted(position_increment_gap=APART)
    roots = Object(Roots)
    brut = rooted()  # the words of the title without stemming, for what is being typed
    typed = Completion(analyzer=ROOTS, max_input_length=120)
    title = french()
    summary = french()
    body = french()

    class Index:
        name = "observatoire"
        settings = {
            "number_of_shards": 1,  # a million sheets fit in one; its counts are exact
            "max_result_window": DEEPEST,
        }


def index_body():
    """{settings, mappings} of a new index, with the synonyms in service."""
    body = deepcopy(PracticeDocument._index.to_dict())
    body["mappings"]["dynamic"] = "strict"
    body["settings"]["analysis"]["filter"]["trade_synonyms"]["synonyms"] = synonym_rules.rules()
    return body


def payload(document):
    """The document to send. Its hash is computed again, whatever it came with."""
    said = analysed(document).fields
    told = asdict(document)
    del told["content_hash"]
    own = content_hash(told)
    high, low = halves(mark_of(own))
    return {
        "pk": document.pk,
        "content_hash": own,
        "bucket": document.pk % BUCKETS,
        "mark_high": high,
        "mark_low": low,
        "published_on": document.published_on.isoformat(),
        "reuse_count": document.reuse_count,
        "facets": {name: list(values) for name, values in document.facets.items()},
        "any": [said[name] for name in FIELD_WORTH if name != "often"],
        "roots": {name: said[name] for name in FIELD_WORTH},
        "brut": said["plain"],
        "typed": {"input": beginnings(said["plain"]), "weight": min(document.pk, HEAVIEST)},
        "title": document.title,
        "summary": document.summary,
        "body": document.body,
    }


def halves(mark):
    return divmod(mark, HALF)


def beginnings(title):
    """The title from each of its words on, for the completion suggester."""
    words = title.split()
    return [" ".join(words[start:]) for start in range(len(words))] or [plain(title) or "-"]

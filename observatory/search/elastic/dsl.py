"""Only import of elasticsearch_dsl, so that its successor's name changes here alone."""

from elasticsearch_dsl import (
    Boolean,
    Completion,
    Date,
    Document,
    FacetedSearch,
    InnerDoc,
    Integer,
    Keyword,
    Long,
    Object,
    Q,
    Search,
    TermsFacet,
    Text,
    analyzer,
    token_filter,
)

__all__ = (
    "Boolean",
    "Completion",
    "Date",
    "Document",
    "FacetedSearch",
    "InnerDoc",
    "Integer",
    "Keyword",
    "Long",
    "Object",
    "Q",
    "Search",
    "TermsFacet",
    "Text",
    "analyzer",
    "token_filter",
)

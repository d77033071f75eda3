"""The only module that imports elasticsearch_dsl: its successor's name is changed here alone."""

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

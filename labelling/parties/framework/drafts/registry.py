"""Facts that a later topic knows of a draft of the rules: the forms of its steps show them, asked once."""

FACTS = []


def register_known_facts(function):
    """`function(draft)` gives {field of the draft: value} of what was said of it elsewhere."""
    FACTS.append(function)
    return function


def known_facts(draft):
    """{field of the draft: value}, of those that are known."""
    return {name: value for facts in FACTS for name, value in facts(draft).items() if value}

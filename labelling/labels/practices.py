"""Room on a landlord's public page for its good practices, which a later app tells."""

PROVIDERS = []


def tell(provider):
    """Register `provider(organism)`: rows with title, summary and url, all of them published.

    What it reads must be watched (`portal.cache.versions.watch`): the page is kept.
    """
    if provider not in PROVIDERS:
        PROVIDERS.append(provider)
    return provider


def of(organism):
    """The practices of every provider, in their order."""
    return [row for provider in PROVIDERS for row in provider(organism)]

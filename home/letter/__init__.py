"""Monthly newsletter: subscriptions, writing, sending."""

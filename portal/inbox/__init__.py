"""Messages of a person in the portal: list, marks, subscriptions."""

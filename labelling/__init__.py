"""The label of rental housing: one folder a topic, each knowing only those before it."""

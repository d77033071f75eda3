"""The labelling of rental stock: one folder a topic, each knowing only those before it."""

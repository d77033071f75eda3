"""Page views of published practices: counted, never tied to a person."""

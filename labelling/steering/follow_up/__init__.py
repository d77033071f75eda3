"""Follow-up of organisms by the office: private notes, log of contacts, relances, acts on several organisms."""

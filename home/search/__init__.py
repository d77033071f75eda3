"""Site search in French: pages, organisms of the directory, and registered sources."""

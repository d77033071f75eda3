"""What a page costs, in units of a trivial Django view: `make bench`."""

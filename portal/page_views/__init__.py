"""Page views: which pages are counted, by each process, then given to whom keeps them; no person is ever told."""

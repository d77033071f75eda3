"""Title that is granted: labels, hearings, brand, licences, kit, proofs."""

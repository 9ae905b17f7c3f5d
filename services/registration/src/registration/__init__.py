"""Applications, reviews and messages at home; candidates, selections and places at the host."""

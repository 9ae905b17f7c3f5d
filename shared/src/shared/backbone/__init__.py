"""How facts travel: written with the change, sent in order, taking effect once. No domain, no web."""

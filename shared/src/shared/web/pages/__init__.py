"""Pages for people: what every service's pages have in common."""

"""Which page of a list a visitor looks at."""

from shared.web.pages.looking import Looking

PLACE = ("cursor", "limit")


def place(looking: Looking) -> dict[str, str]:
    """What the API is asked with, beside what the page itself asks for."""
    query = looking.request.query_params
    return {name: query[name] for name in PLACE if name in query}

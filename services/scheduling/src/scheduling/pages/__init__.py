"""Pages: what people see of scheduling. Each asks this service's own API as its visitor."""

from shared.web.pages.pages import Pages
from shared.web.principal import Link

PAGES = Pages(
    package="scheduling.pages",
    routers=[],
    homes={
        Link.FACILITATE: "/sessions",
    },
)

"""Pages: what people see of followup. Each asks this service's own API as its visitor."""

from shared.web.pages.pages import Pages
from shared.web.principal import Link

PAGES = Pages(
    package="followup.pages",
    routers=[],
    homes={
        Link.FOLLOW_UP: "/trainings/{training}/mine",
        Link.FEEDBACK: "/trainings/{training}/feedback",
    },
)

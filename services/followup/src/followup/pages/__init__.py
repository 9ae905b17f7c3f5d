"""Pages: what people see of followup. Each asks this service's own API as its visitor."""

from followup.pages import (
    acting,
    coordinating,
    feedback,
    home,
    items,
    mentoring,
    mine,
    picturing,
    planning,
    reporting,
    showing_her,
    tree,
    voices,
    wall,
)
from shared.web.pages.pages import Pages
from shared.web.principal import Link

PAGES = Pages(
    package="followup.pages",
    routers=[
        home.router,
        mine.router,
        planning.router,
        reporting.router,
        acting.router,
        feedback.router,
        voices.router,
        showing_her.router,
        mentoring.router,
        wall.router,
        coordinating.router,
        tree.router,
        items.router,
        picturing.router,
    ],
    homes={
        Link.FOLLOW_UP: "/trainings/{training}/mine",
        Link.FEEDBACK: "/trainings/{training}/feedback",
    },
)

"""A service's pages as a whole: what it brings, put beside its API."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, Response

from shared.web.envelope import Application
from shared.web.pages import entering, operations, signing_in
from shared.web.pages.drawn import as_pages
from shared.web.pages.looks import HERE
from shared.web.principal import Link

STATIC = {"style.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Pages:
    """`package`: whose `templates` and `locale` they use; `homes`: the page that a link of each purpose is for, with
    the ids of its scope in braces.
    """

    package: str
    routers: Sequence[APIRouter]
    homes: Mapping[Link, str] = field(default_factory=dict)


def folder() -> Path:
    return Path(str(files(HERE) / "static"))


@cache
def static_version() -> str:
    """Changes with what it names, so that browsers may keep that."""
    digest = hashlib.sha256()
    for name in sorted(STATIC):
        digest.update((folder() / name).read_bytes())
    return digest.hexdigest()[:12]


def install(app: Application, pages: Pages) -> None:
    packages = (pages.package, HERE)
    app.state.page_packages = packages
    app.around = as_pages(packages)
    app.state.static_version = static_version()
    app.state.page_homes = pages.homes
    for router in (entering.router, signing_in.router, signing_in.back_channel, operations.router, *pages.routers):
        app.include_router(router)

    @app.get("/static/{version}/{file}", include_in_schema=False)
    async def static(version: str, file: str) -> Response:
        if file not in STATIC:
            raise HTTPException(404)
        kept = "public, max-age=31536000, immutable" if version == static_version() else "no-store"
        return FileResponse(folder() / file, media_type=STATIC[file], headers={"Cache-Control": kept})

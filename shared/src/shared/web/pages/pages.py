"""A service's pages as a whole: what it brings, put beside its API."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, Response

from shared.web.app import take_in
from shared.web.envelope import Application
from shared.web.pages import entering, operations, signing_in, signing_out
from shared.web.pages.drawn import as_pages
from shared.web.pages.looks import HERE
from shared.web.principal import Link

FILES_OF_NOBODY = 4
"""Forms with files that are read at once of whoever is not known."""
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Pages:
    """`package`: whose `templates` and `locale` they use, and `static` if it has one; `homes`: the page that a link of
    each purpose is for, with the ids of its scope in braces.
    """

    package: str
    routers: Sequence[APIRouter]
    homes: Mapping[Link, str] = field(default_factory=dict)


@cache
def static_files(packages: tuple[str, ...]) -> Mapping[str, Path]:
    """By name, of these packages together."""
    folders = [Path(str(files(package) / "static")) for package in packages]
    return {file.name: file for folder in folders if folder.is_dir() for file in folder.iterdir()}


@cache
def static_version(packages: tuple[str, ...]) -> str:
    """Changes with what it names, so that browsers may keep that."""
    digest = hashlib.sha256()
    for _, file in sorted(static_files(packages).items()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def static_file(packages: tuple[str, ...], version: str, file: str) -> Response:
    """Raises HTTPException where these packages have none of this name."""
    found = static_files(packages).get(file)
    if found is None:
        raise HTTPException(404)
    kept = "public, max-age=31536000, immutable" if version == static_version(packages) else "no-store"
    return FileResponse(found, media_type=TYPES[found.suffix], headers={"Cache-Control": kept})


def install(app: Application, pages: Pages) -> None:
    packages = (pages.package, HERE)
    app.state.page_packages = packages
    app.around = as_pages(packages)
    app.state.static_version = static_version(packages)
    app.state.page_homes = pages.homes
    app.state.files_of_nobody = asyncio.Semaphore(FILES_OF_NOBODY)
    coming_and_going = (entering.router, signing_in.router, signing_out.router, signing_out.back_channel)
    take_in(app, (*coming_and_going, operations.router, *pages.routers))

    @app.get("/static/{version}/{file}", include_in_schema=False)
    async def static(version: str, file: str) -> Response:
        return static_file(packages, version, file)

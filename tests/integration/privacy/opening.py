"""Which routes open or seal what somebody wrote, read from the code: from the route along whatever it calls."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from importlib import import_module
from types import FunctionType
from typing import Any

from fastapi.routing import APIRoute

SERVICES = ("registration", "scheduling", "followup")
KEYS = {"seal", "unseal", "unseal_all"}
"""Of the unit of work: nothing else opens or seals."""
LETTERS = "registration.store.letters.add"
"""The service's own words, sealed for her: whoever causes one neither reads nor changes what somebody wrote."""


def opening(service: str) -> set[str]:
    """As `GET /v1/…`."""
    routes = [route for router in import_module(f"{service}.api").routers for route in router.routes]
    return {
        f"{method} {route.path}"
        for route in routes
        if isinstance(route, APIRoute) and any(map(seals, reached(route.endpoint)))
        for method in route.methods or ()
    }


def reached(endpoint: Callable[..., Any]) -> set[FunctionType]:
    """Functions of the services that it comes to; those that are named by values of its own are not followed."""
    found: set[FunctionType] = set()
    left = [inspect.unwrap(endpoint)]
    while left:
        function = left.pop()
        if isinstance(function, FunctionType) and function not in found:
            found.add(function)
            left.extend(called(function))
    return found


def seals(function: FunctionType) -> bool:
    names = {
        node.attr for statement in body(function) for node in ast.walk(statement) if isinstance(node, ast.Attribute)
    }
    return bool(names & KEYS) and f"{function.__module__}.{function.__name__}" != LETTERS


def called(function: FunctionType) -> Iterator[Callable[..., Any]]:
    nodes = [node for statement in body(function) for node in ast.walk(statement)]
    own = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own |= set(inspect.signature(function).parameters)
    for node in nodes:
        meant = inspect.unwrap(getattr(named := value_of(node, function, own), "__func__", named))
        if isinstance(meant, FunctionType) and meant.__module__.partition(".")[0] in SERVICES:
            yield meant


def value_of(node: ast.AST, function: FunctionType, own: set[str]) -> Any:
    if isinstance(node, ast.Name) and node.id not in own:
        return function.__globals__.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(value_of(node.value, function, own), node.attr, None)
    return None


def body(function: FunctionType) -> list[ast.stmt]:
    """Without decorators: what shows a change is a route of its own."""
    (defined,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    return defined.body if isinstance(defined, ast.FunctionDef | ast.AsyncFunctionDef) else []

"""A collector of traces (OTLP over HTTP) that keeps what services send to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass
class Collector:
    """`address`: what a service is told; `spans`: each as its trace id and its bytes read as text, by service."""

    address: str = ""
    spans: dict[str, list[str]] = field(default_factory=dict)

    def keep(self, body: bytes) -> None:
        for part in ExportTraceServiceRequest.FromString(body).resource_spans:
            named = {one.key: one.value.string_value for one in part.resource.attributes}
            told = self.spans.setdefault(named["service.name"], [])
            told += [text(span) for scope in part.scope_spans for span in scope.spans]


def text(span: Any) -> str:
    """Names and values stand in the bytes as they are."""
    return f"{span.trace_id.hex()} {span.SerializeToString().decode(errors='replace')}"


@contextmanager
def collecting() -> Iterator[Collector]:
    collector = Collector()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.keep(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """What was asked is no line of the tests."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        collector.address = f"http://127.0.0.1:{server.server_port}"
        serving = Thread(target=server.serve_forever, daemon=True)
        serving.start()
        try:
            yield collector
        finally:
            server.shutdown()
            serving.join()

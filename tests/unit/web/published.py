"""An address at which keys are published."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cascade.provisioning.issuer import Issuer


class Published:
    """Serves a set of keys; counts how often it was asked."""

    def __init__(self) -> None:
        self.content = b""
        self.asked = 0
        published = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                published.asked += 1
                self.send_response(200 if published.content else 503)
                self.end_headers()
                self.wfile.write(published.content)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self.server.server_port}/keys"

    def publish(self, *issuers: Issuer) -> None:
        keys = [key for issuer in issuers for key in json.loads(issuer.public.read_text())["keys"]]
        self.content = json.dumps({"keys": keys}).encode()

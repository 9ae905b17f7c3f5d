"""What a request that failed leaves behind: a span with the class of what broke, and none of its words."""

from uuid import uuid4

import pytest
from opentelemetry.trace import SpanKind, StatusCode

from tests.security.heard import listening
from tests.support.services import Asking


async def test_a_bug_leaves_its_class_and_none_of_its_words_in_spans_and_log(
    ask: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(monkeypatch) as said:
        await ask.staff("coordinator").http.post(f"/v1/trainings/{uuid4()}/seats", json={"number": 14})
    (span,) = [one for one in said.spans.get_finished_spans() if one.kind is SpanKind.SERVER]

    assert (span.name, span.status.status_code) == ("POST /scheduling/v1/trainings/{training}/seats", StatusCode.ERROR)
    assert span.attributes is not None
    assert span.attributes["error.type"] == "RuntimeError"
    assert "internal_error" in {line["event"] for line in said.lines()}
    assert "Canary" not in said.everything()


async def test_a_request_that_cannot_be_served_now_leaves_a_failed_span_and_what_it_was(
    ask: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(monkeypatch) as said:
        assert await ask.staff("coordinator").refused("POST", f"/v1/trainings/{uuid4()}/seats", {"number": 16})
    (span,) = [one for one in said.spans.get_finished_spans() if one.kind is SpanKind.SERVER]

    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, None)
    assert span.attributes is not None
    assert span.attributes["error.type"] == "503"
    assert "Canary" not in said.everything()

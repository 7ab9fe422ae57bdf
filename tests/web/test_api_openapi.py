"""Every route of REST keeps what its OpenAPI promises, whatever is sent to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import one_of
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi import checks as openapi
from serving import application, asking, filled, token_of

from truceline.web.access import Role
from truceline.web.access.limits import Limit, Rate


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    store = filled(tmp_path_factory.mktemp("record"), 40)
    made = application(store, hosts=("*",))
    made.state.limits.writing = made.state.limits.reading_texts = Limit(Rate(burst=10**6, each=0.001))
    made.state.token = token_of(store, Role.ADMIN)
    yield made
    store.close()


CHECKS = (
    checks.not_a_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_headers_conformance,
    openapi.response_schema_conformance,
    openapi.negative_data_rejection,
    openapi.unsupported_method,
)


EXAMPLES = 12
"""Of each operation: enough to find what was never thought of, over many runs; few enough to wait for."""


def test_answers_are_as_the_openapi_says(app: FastAPI) -> None:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    # Who may do what has tests of its own.
    schema.config.generation.update(with_security_parameters=False)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 15
    for operation in operations:
        _try(operation, app)


def _try(operation: Any, app: FastAPI) -> None:
    """Send what the operation takes, to things that are there; then whatever else, good and bad."""
    headers, known = {"Authorization": f"Bearer {app.state.token}"}, _known(operation.path, app)

    def tried(**rest: Any) -> Any:
        return settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), **rest)

    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    @tried(max_examples=EXAMPLES)
    def holds_for_what_is_there(case: Any) -> None:
        case.path_parameters |= known
        case.call_and_validate(headers=headers, checks=list(CHECKS))

    @given(case=one_of([operation.as_strategy(generation_mode=mode) for mode in GenerationMode]))
    @tried(max_examples=EXAMPLES)
    def holds_for_anything(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=list(CHECKS))

    holds_for_what_is_there()
    holds_for_anything()


def _known(path: str, app: FastAPI) -> dict[str, str]:
    """The id of something that is there, for a path that takes one."""
    kind = path.split("/")[3]
    if "{id}" not in path:
        return {}
    first = asking(app, app.state.token).get(f"/api/v1/{kind}").json()["items"][0]
    return {"id": first["id"]}

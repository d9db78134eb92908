"""The OpenAPI description holds for whatever is sent: no 5xx, no response outside its schema."""

from __future__ import annotations

import os
import re
from contextlib import suppress

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.schemas import OpenApiSchema

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "8"))
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]


@pytest.fixture(scope="module")
def schema(server: str) -> OpenApiSchema:
    """The description of a running server."""
    return schemathesis.openapi.from_url(f"{server}/openapi.json")


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_whatever_is_sent_gets_what_is_described(schema: OpenApiSchema, mode: GenerationMode) -> None:
    limits = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:

        @limits
        @given(case=operation.as_strategy(generation_mode=mode))
        def conforms(case: Case) -> None:
            case.call_and_validate(checks=CHECKS)

        # An operation without parameters has nothing to get wrong.
        with suppress(Unsatisfiable):
            conforms()


def test_every_operation_describes_itself_and_its_refusals(schema: OpenApiSchema) -> None:
    description = schema.raw_schema
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation["summary"], where
            assert operation["description"], where
            assert operation["tags"], where
            if path.startswith(("/api/", "/v1/")):
                refusals = {status for status in operation["responses"] if status.startswith(("4", "5"))}
                assert "429" in refusals, where
                for status in refusals:
                    assert list(operation["responses"][status]["content"]) == ["application/problem+json"], where


def test_every_body_shows_an_example(schema: OpenApiSchema) -> None:
    schemas = schema.raw_schema["components"]["schemas"]
    for path, methods in schema.raw_schema["paths"].items():
        for operation in methods.values():
            if "requestBody" not in operation or path == "/api/widget-token":
                continue
            reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
            assert schemas[re.split("/", reference)[-1]]["examples"], path

"""The API against its own description: whatever is sent, the answer is one of those it names."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.applications import Starlette

from tests.bot.web.conftest import KEY

AUTH = {"Authorization": f"Bearer {KEY}"}
ENOUGH = settings(max_examples=50, deadline=timedelta(seconds=5), suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), [("/api/v1/check", "POST"), ("/api/v1/openapi.json", "GET")])
def test_every_answer_is_as_described(
    path: str, method: str, mode: GenerationMode, site: Callable[..., Starlette]
) -> None:
    app = site(api_keys=f"gateway={KEY}", api_a_minute=100_000)
    operation = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)[path][method]
    if mode is GenerationMode.NEGATIVE and not operation.body:
        pytest.skip("nothing is sent that could be wrong")

    @given(case=operation.as_strategy(generation_mode=mode))
    @ENOUGH
    def ask(case: schemathesis.Case) -> None:
        # A text without a word is refused (422), and a body that is too large (413); both are described.
        others = [positive_data_acceptance, negative_data_rejection]
        case.call_and_validate(headers=AUTH, excluded_checks=others)

    ask()

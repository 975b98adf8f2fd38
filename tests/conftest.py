"""Options of the whole suite."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-replies", action="store_true", help="write tests/replies/*.txt anew")

"""The page has a row for each command that is tried, and no other."""

from __future__ import annotations

import pytest

from faults import page
from faults.world import WRITING


@pytest.mark.parametrize(
    ("fault", "more"),
    [
        ("kill", {"isj assess fill"}),
        ("full-disk", {"isj add-practice", "isj assess fill"}),
        ("two-writers", {"isj assess fill"}),
    ],
)
def test_every_command_has_its_row(fault: str, more: set[str]) -> None:
    names = {each.name for each in WRITING} | more
    assert page.tables()[fault].keys() == {f"`{name}`" for name in names}

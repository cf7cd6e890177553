"""The progress bar, on a terminal as wide or as narrow as people have."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr

import pytest
from rich.cells import cell_len

from isj_cli.render import progress


class Screen(io.StringIO):
    """Keeps what is drawn on it, and says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch):
    """Return what a bar that shows at once draws, in the lines of the screen."""
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", -1.0)

    def drawing(what: str, total: int | None, columns: int, *, quiet: bool = False) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        screen = Screen()
        with redirect_stderr(screen):
            going = progress.showing_progress(what, quiet=quiet)
            assert list(going(range(7), total)) == list(range(7))
        shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())
        return [line for line in re.split(r"[\r\n]", shown) if line]

    return drawing


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_it_fits_on_the_screen_and_tells_how_far_it_is(draw, columns: int) -> None:
    what = "De praktijkvoorbeelden worden gelezen"
    lines = draw(what, 7, columns)
    assert max(map(cell_len, lines)) <= columns
    assert "100%" in lines[-1]
    assert "━━━" in lines[-1]
    assert lines[-1].startswith(what[:5])


def test_what_has_no_known_end_shows_that_something_happens(draw) -> None:
    lines = draw("Even wachten", None, 40)
    assert max(map(cell_len, lines)) <= 40
    assert lines[-1].startswith("Even wachten")
    assert "━" in lines[-1]


def test_who_wants_quiet_sees_nothing(draw) -> None:
    assert draw("Even wachten", 7, 80, quiet=True) == []

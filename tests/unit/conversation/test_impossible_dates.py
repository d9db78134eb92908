"""Days that no calendar holds."""

from __future__ import annotations

import pytest

from assistant.conversation.impossible_dates import impossible_dates


@pytest.mark.parametrize(
    ("message", "dates"),
    [
        ("on lance le 31 novembre 2026", ("31 novembre 2026",)),
        ("du 30/02/2027 au 31 avril", ("30/02/2027", "31 avril")),
        ("le 29 février 2027", ("29 février 2027",)),
        ("le 29 février", ()),
        ("du 1er au 30 juin, puis le 31/12/26", ()),
        ("100 000 € en sept. 2026", ()),
    ],
)
def test_a_day_that_does_not_exist_is_found(message: str, dates: tuple[str, ...]) -> None:
    assert impossible_dates(message) == dates

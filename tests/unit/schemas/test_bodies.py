"""What no request body may hold, whatever it is about."""

import pytest
from pydantic import ValidationError

from schemas.http.accounts import LogIn


def test_a_text_with_nul_is_refused_and_not_repeated() -> None:
    with pytest.raises(ValidationError) as refused:
        LogIn(email="ada@example.org", password="DOE\x00JANE")
    assert "DOE" not in refused.value.errors()[0]["msg"]

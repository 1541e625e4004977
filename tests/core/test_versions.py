"""What a version may be called."""

import pytest

from assistant.core.errors import NotAllowed
from assistant.core.versions import check_version_name


@pytest.mark.parametrize("name", ["", "  ", "长" * 41, "两\x00行"])
def test_a_version_needs_a_name(name: str) -> None:
    with pytest.raises(NotAllowed):
        check_version_name(name)

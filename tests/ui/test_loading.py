"""What Python and Gradio leave out while the page is loaded, and that all is as before after it."""

import gc
import inspect
import subprocess
import sys
from contextlib import suppress

import pytest

from ui.loading import uncollected, without_stubs

# What files a start looks at is only seen where Gradio is imported for the first time.
LOADED = """
import sys
from ui.loading import without_stubs
touched = []
sys.addaudithook(lambda event, given: event == "open" and touched.append(str(given[0])))
with without_stubs():
    import gradio
print(len(touched), [one for one in touched if one.endswith(".pyi")])
assert gradio.Button("x").click
"""


def test_gradio_is_imported_whole_and_writes_no_stubs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=60
    )
    files, stubs = done.stdout.split(maxsplit=1)
    assert int(files) > 100  # the hook has seen the import
    assert stubs.strip() == "[]"


def test_afterwards_files_are_found_and_garbage_is_looked_for() -> None:
    file_of = inspect.getfile
    with suppress(ZeroDivisionError), uncollected(), without_stubs():
        assert not gc.isenabled()
        assert inspect.getfile(pytest.Item) == file_of(pytest.Item)
        _ = 1 / 0
    assert gc.isenabled()
    assert inspect.getfile is file_of
    assert gc.get_freeze_count()
    gc.unfreeze()

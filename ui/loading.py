"""
Loading the page quickly: what Python and Gradio do on the way that nobody needs.

Both are measured in docs/architecture.md. Does not know: the page, the server.
"""

import gc
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for garbage inside: modules and components are made, none goes away.

    What was made is never looked through later either, so a collection while people work is short.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def without_stubs() -> Iterator[None]:
    """Import Gradio inside: it writes no stubs (.pyi) of its components, which no program reads.

    It would parse the source of each on every start and write beside it, into a folder that an
    office keeps read-only. It leaves out a class that has no file (its own rule, for components
    made in an interpreter), so its classes are said to have none while they are made; all else is
    answered as ever. A Gradio that asks in another way just writes them again.
    """
    file_of = inspect.getfile

    def answer(object: Any) -> str:  # as inspect calls it
        if isinstance(object, type) and object.__module__.startswith("gradio."):
            raise OSError("no stubs are written")
        return file_of(object)

    inspect.getfile = answer
    try:
        yield
    finally:
        inspect.getfile = file_of

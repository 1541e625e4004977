"""Write every golden draft anew; `python -m tests.golden`."""

from tests.golden import INPUTS, drafted

for source in INPUTS:
    source.with_suffix(".md").write_text(drafted(source), encoding="utf-8")

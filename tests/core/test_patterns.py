"""Expressions compiled later: the same as those of `re`, and none that cannot be compiled."""

import copy
import gc
import importlib
import pickle
import pkgutil
import re

import pytest

import assistant.core
import corpus
from assistant.core import patterns
from assistant.core.patterns import regex


def test_nothing_is_compiled_before_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("(")


def test_it_is_a_pattern() -> None:
    later, now = regex("(?P<n>a+)b", re.IGNORECASE), re.compile("(?P<n>a+)b", re.IGNORECASE)
    text = "xAAb aab"
    for _ in range(2):
        assert [one["n"] for one in later.finditer(text)] == ["AA", "aa"]
        assert later.sub("-", text) == now.sub("-", text)
        assert later.findall(text) == now.findall(text)
        assert (later.pattern, later.groupindex) == (now.pattern, now.groupindex)
    assert copy.deepcopy(later).search("ab")
    assert pickle.loads(pickle.dumps(later)).search("ab")


def test_every_expression_of_ours_can_be_compiled() -> None:
    for package in (assistant.core, corpus):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    made = [one for one in gc.get_objects() if isinstance(one, patterns._Later)]
    assert len(made) > 500
    for one in made:
        assert isinstance(one.pattern, str) or one._given[0] == "("

"""
What can go wrong with an OpenAI-compatible endpoint, as one Chinese line each.

Knows: the exceptions of the client library. Does not know: which model, which prompt.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import openai

from assistant.core.errors import ModelError, ModelUnreachable

# The first that fits; subclasses stand before their bases.
_MEANINGS: tuple[tuple[type[openai.APIError], str], ...] = (
    (openai.APITimeoutError, "在限定时间内没有回答；请稍后再试，或在设置中加长等待时间"),
    (openai.APIConnectionError, "连接不上或连接中断；请检查接口地址和网络"),
    (openai.AuthenticationError, "不接受这个密钥；请检查设置中的密钥"),
    (openai.PermissionDeniedError, "不接受这个密钥；请检查设置中的密钥"),
    (openai.NotFoundError, "没有这个地址或模型；请检查设置中的接口地址和模型名称"),
    (openai.RateLimitError, "太忙或额度已用完；请稍后再试"),
    (openai.InternalServerError, "内部出错；请稍后再试，或联系接口管理员"),
)
_TOO_LONG = "放不下这么长的提示；请缩短材料，或换用上下文更长的模型"
_TOO_LONG_SIGNS = ("context size", "context length", "context_length", "prompt is too long")
_WRONG_FORM = "的回答不是 OpenAI 接口的格式；请检查接口地址"
# What the library raises on an answer without choices, on HTML and on broken JSON.
_WRONG_FORM_ERRORS = (AttributeError, IndexError, KeyError, TypeError, ValueError)
_DETAIL = 120  # characters of a foreign message that still make one line


class RequestRefused(ModelError):
    """The endpoint understood the request and refused it, for instance an unknown parameter."""


def wrong_form(where: str) -> ModelError:
    """The error of an endpoint that answered something which is no answer."""
    return ModelError(where + _WRONG_FORM)


@contextmanager
def model_errors(where: str) -> Iterator[None]:
    """Raise ModelError for whatever the client library raises; `where` begins its message."""
    try:
        yield
    except openai.APIError as error:
        raise _explain(where, error) from error
    except _WRONG_FORM_ERRORS as error:
        raise wrong_form(where) from error


def _explain(where: str, error: openai.APIError) -> ModelError:
    for kind, meaning in _MEANINGS:
        if isinstance(error, kind):
            is_away = isinstance(error, openai.APIConnectionError)  # a timeout is one, too
            return (ModelUnreachable if is_away else ModelError)(where + meaning)
    body = error.body if isinstance(error.body, dict) else {}
    said = " ".join(str(body.get("message") or error.message).split())
    if any(sign in said for sign in _TOO_LONG_SIGNS):
        return ModelError(where + _TOO_LONG)
    return RequestRefused(f"{where}拒绝了请求：{said[:_DETAIL]}")

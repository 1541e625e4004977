"""
The command line `nianbao`: how a run begins and how it ends.

Results go to stdout, progress and notices to stderr. Exit code 0 done; 1 done and blocking
findings exist; 2 bad input or use, with one line on stderr and no traceback.
"""

import io
import os
import sys
from collections.abc import Sequence

from assistant.cli import commands
from assistant.cli.command_line import command_line
from assistant.core.errors import NianbaoError
from assistant.environment import apply_quiet
from assistant.settings import load_settings

BAD_INPUT = 2
INTERRUPTED = 130  # as a shell says it: 128 and the number of SIGINT
NOBODY_READS = 141  # of SIGPIPE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    try:
        try:
            return _run(arguments)
        finally:
            sys.stdout.flush()  # here, where it can still be said that it failed
    except NianbaoError as error:
        return _ended(str(error), BAD_INPUT)
    except KeyboardInterrupt:
        return _ended("已停止", INTERRUPTED)
    except BrokenPipeError:  # nianbao reports | head
        _close_stdout()
        return NOBODY_READS
    except OSError as error:  # whoever opens a file names it in an error of its own
        _close_stdout()
        return _ended(f"读写出错（{error.strerror or error}）；请检查磁盘空间和权限", BAD_INPUT)


def _run(arguments: Sequence[str] | None) -> int:
    options = command_line().parse_args(arguments)
    _prepare_stdout(is_json=options.json)
    settings = load_settings(os.environ, home=options.home)
    apply_quiet(hub=commands.needs_hub(settings))
    code: int = options.run(options, settings)
    return code


def _prepare_stdout(*, is_json: bool) -> None:
    """JSON is UTF-8 wherever it is written; a character that the terminal lacks stops nothing."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = "utf-8" if is_json else None
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")


def _close_stdout() -> None:
    """Send what is still in the buffer nowhere, lest Python fails on it once more at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _ended(message: str, code: int) -> int:
    print(" ".join(message.splitlines()), file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())

"""
The command line `nianbao`: how a run begins and how it ends.

Results go to stdout, progress and notices to stderr. Exit code 0 done; 1 done and blocking
findings exist; 2 bad input or use, with one line on stderr and no traceback.
"""

import errno
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
    _open_closed_streams()
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
    except OSError as error:  # of stdout; whoever opens a file names it in an error of its own
        _close_stdout()
        reason = "磁盘空间已满" if error.errno == errno.ENOSPC else error.strerror or error
        return _ended(f"结果写不出去（{reason}）；请检查磁盘空间和输出的位置", BAD_INPUT)


def _run(arguments: Sequence[str] | None) -> int:
    options = command_line().parse_args(arguments)
    _prepare_output(is_json=options.json)
    settings = load_settings(os.environ, home=options.home)
    apply_quiet(hub=commands.needs_hub(settings))
    code: int = options.run(options, settings)
    return code


def _open_closed_streams() -> None:
    """What the caller closed (`>&-`) is None in Python; then nothing is read, nothing written."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _prepare_output(*, is_json: bool) -> None:
    """JSON is UTF-8 wherever it is written; a character that the terminal lacks stops nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = "utf-8" if is_json and stream is sys.stdout else None
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


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

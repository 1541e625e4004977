"""A PostgreSQL server of our own for the time of a test, where the programs are installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NOBODY = 65534  # PostgreSQL refuses to run as root


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def running_server(bin_folder: Path) -> Iterator[str]:
    """The URL of a new, empty database; reached by a socket, so no port is taken."""
    user = _NOBODY if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as name:
        folder = Path(name)
        if user is not None:
            os.chown(folder, user, user)
        data = folder / "data"

        def run(program: str, *options: str) -> None:
            command = [str(bin_folder / program), "-D", str(data), *options]
            with (folder / "log").open("ab") as log:
                subprocess.run(command, user=user, cwd=folder, check=True, stdout=log, stderr=log)

        run("initdb", "--username=tester", "--auth=trust", "--encoding=UTF8", "--no-sync")
        run("pg_ctl", "start", "--wait", "-o", f"-k {folder} -c listen_addresses='' -F")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            run("pg_ctl", "stop", "--wait", "-m", "fast")

"""
LibreOffice as a converter: without a screen, in a profile of its own that is deleted afterwards
and that forbids macros and links to anywhere.
"""

import os
import shutil
import signal
import subprocess
from enum import Enum
from pathlib import Path

_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_PROFILE = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="{_SECURITY}"><prop oor:name="DisableMacrosExecution"><value>true</value></prop>
</item>
<item oor:path="{_SECURITY}"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop>
</item></oor:items>
"""
SECONDS = 120  # LibreOffice needs 3 to 10 s for a report, its first start some more


class Conversion(Enum):
    """How it ended."""

    DONE = "完成"
    NO_PROGRAM = "没有安装 LibreOffice"
    TIMEOUT = "没有转换完"
    FAILED = "不能转换"


def convert(source: Path, kind: str, folder: Path) -> tuple[Conversion, Path]:
    """Convert `source` inside `folder`, a folder of its own; the file made, if it is DONE.

    `kind`: suffix and filter, as LibreOffice names them ("pdf:writer_pdf_Export").
    """
    made = folder / "out" / f"{source.stem}.{kind.partition(':')[0]}"
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return Conversion.NO_PROGRAM, made
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={user.parent.as_uri()}",
        *("--headless", "--norestore", "--convert-to", kind),
        *("--outdir", str(made.parent), str(source)),
    ]
    if not _run(command):
        return Conversion.TIMEOUT, made
    return Conversion.DONE if made.exists() else Conversion.FAILED, made


def _run(command: list[str]) -> bool:
    """Whether the command ended in time; if not, it is ended with all that it started."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            process.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return False
    return True

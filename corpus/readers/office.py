"""
Word 97 and WPS files (.doc, .wps, .rtf): converted by LibreOffice where it is installed.

LibreOffice converts without a screen, in a profile of its own that is deleted afterwards and that
forbids macros and links to anywhere.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from assistant.core.errors import DocumentError
from assistant.core.report import Document
from corpus.readers.decoding import read_bytes
from corpus.readers.docx import DocxReader

LIMIT = 50 * 1024 * 1024  # bytes
_OLE = bytes.fromhex("d0cf11e0")
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream of a .docx with a password
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_PROFILE = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="{_SECURITY}"><prop oor:name="DisableMacrosExecution"><value>true</value></prop>
</item>
<item oor:path="{_SECURITY}"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop>
</item></oor:items>
"""
_SECONDS = 120  # LibreOffice needs 3 to 10 s for a report, its first start some more


class OfficeReader:
    """Reads .doc, .wps and .rtf."""

    def accepts(self, path: Path, head: bytes) -> bool:
        named = path.suffix.lower() in {".doc", ".wps", ".rtf"}
        is_page = b"<html" in head[:1024].lower()
        return head.startswith((_OLE, b"{\\rtf")) or (named and not is_page)

    def read(self, path: Path) -> Document:
        if _LOCKED in read_bytes(path, limit=LIMIT, kind="Word 文件"):
            raise DocumentError(f"{path.name}：文件有密码，请在 Word 或 WPS 中取消密码后另存")
        program = shutil.which("soffice") or shutil.which("libreoffice")
        if program is None:
            raise DocumentError(
                f"{path.name}：读 {path.suffix} 需要 LibreOffice，这台电脑没有安装；"
                "请用 Word 或 WPS 另存为 .docx"
            )
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
            document = DocxReader().read(_converted(path, program, Path(folder)))
        return Document(name=path.name, blocks=document.blocks, warnings=document.warnings)


def _converted(path: Path, program: str, folder: Path) -> Path:
    source = folder / f"report{path.suffix.lower()}"
    shutil.copyfile(path, source)
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={user.parent.as_uri()}",
        *("--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML"),
        *("--outdir", str(folder / "out"), str(source)),
    ]
    if not _run(command):
        raise DocumentError(
            f"{path.name}：LibreOffice 在 {_SECONDS} 秒内没有转换完；请用 Word 或 WPS 另存为 .docx"
        )
    found = folder / "out" / "report.docx"
    if not found.exists():
        raise DocumentError(
            f"{path.name}：LibreOffice 不能转换（文件可能已损坏或有密码）；"
            "请用 Word 或 WPS 另存为 .docx"
        )
    return found


def _run(command: list[str]) -> bool:
    """Whether the command ended in time; if not, it is ended with all that it started."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            process.wait(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return False
    return True

"""
The database: SQLite in the data folder, or PostgreSQL by URL, behind two kinds of transaction.

Knows: how to open it so that several processes can work at once, and how to say in one Chinese
line what is wrong with it. Does not know: what the records mean.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from assistant.core.errors import SettingsError, StoreError
from assistant.records.schema import is_current, migrate

FILE = "nianbao.db"
PATIENCE = 30  # seconds to wait for another process; no transaction of ours takes one
# Any number will do for pg_advisory_xact_lock, if nothing else in the database uses it.
_MIGRATION_LOCK = 20_080_501  # the day from which the regulation applies

_FULL = "磁盘空间不足，没有写入；已保存的内容没有丢失，请腾出空间后再试"
_LOCKED = f"数据库正被另一个程序占用（已等待{PATIENCE}秒）；请稍后再试，或关闭那个程序"
_READ_ONLY = "数据文件夹只读或没有权限，无法写入；请检查权限，或用 --home 指定别的文件夹"
_DAMAGED = "数据库文件已损坏；请从备份恢复，或把它改名后重新导入报告"
_UNREADABLE = "磁盘读写出错；请检查磁盘和可用空间后再试"
_SQLITE = {
    "SQLITE_FULL": _FULL,
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_IOERR": _UNREADABLE,
}
_POSTGRESQL = {  # by the class of its SQLSTATE, its first two characters, or the whole
    "53100": _FULL,
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "42501": "数据库账号没有权限；请让管理员授权",
    "25006": "数据库只读，无法写入；请检查是否连到了备用服务器",
}


class Database:
    """An open database at the latest schema."""

    def __init__(self, engine: Engine, place: str) -> None:
        """`place` is how messages name it: the file, or the URL without its password."""
        self._engine = engine
        self._place = place

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database; StoreError if it fails."""
        with self._translated(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is done wholly or not at all; on SQLite one at a time."""
        engine = self._engine.execution_options(writes=True)
        with self._translated(), engine.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:  # the database's own; what we ask wrongly stays a bug
            raise StoreError(f"{self._place}：{_explain(error)}") from error


def open_database(home: Path, url: str = "") -> Database:
    """The database at `url`, else the one in the folder `home`, which is made if missing.

    StoreError if it cannot be used, SettingsError if the URL has no meaning.
    """
    if url:
        address = _server_url(url)
        database = Database(_engine(address), address.render_as_string())
    else:
        _make_folder(home)
        file = home / FILE
        database = Database(_sqlite_engine(file), str(file))
    return _at_latest_schema(database)


def open_in_memory() -> Database:
    """An empty database that is gone when it is closed; for one thread."""
    return _at_latest_schema(Database(_sqlite_engine(None), "内存"))


def _at_latest_schema(database: Database) -> Database:
    with database.reading() as connection:
        current = is_current(connection)
    if not current:
        with database.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
            migrate(connection)
    return database


def _make_folder(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise StoreError(f"{home}：数据文件夹的位置上是一个文件；请用 --home 指定文件夹") from error
    except OSError as error:
        reason = _FULL if error.errno == errno.ENOSPC else _READ_ONLY
        raise StoreError(f"{home}：{reason}") from error


def _server_url(url: str) -> URL:
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError as error:
        raise SettingsError(
            "数据库地址无法识别；应如 postgresql://用户:密码@主机:5432/nianbao"
        ) from error
    if address.get_backend_name() != "postgresql":
        raise SettingsError(
            f"不支持的数据库 {address.drivername!r}；可用 postgresql://…，或不设地址"
        )
    return address.set(drivername="postgresql+psycopg")


def _engine(address: URL) -> Engine:
    try:
        return create_engine(address, connect_args={"connect_timeout": PATIENCE})
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise SettingsError(
            "没有安装 PostgreSQL 驱动；请运行 pip install 'nianbao[postgres]'"
        ) from error


def _sqlite_engine(file: Path | None) -> Engine:
    """SQLite for several processes: WAL, patient, each transaction begun by ourselves."""
    engine = create_engine(URL.create("sqlite", database=str(file) if file else None))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins nothing behind our back
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    # SQLite refuses this at once, however patient one is, while another process does it to a new
    # file (wal.html, 8); the mode is the file's, so that one's word holds for both.
    with suppress(sqlite3.OperationalError):
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that reads and then writes is refused at once, without waiting, if another
    # process wrote in between: so one that will write says so first.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _explain(error: DBAPIError) -> str:
    """What is wrong and what to do, from the driver's own code."""
    cause = error.orig
    if name := getattr(cause, "sqlite_errorname", ""):
        kind = "_".join(name.split("_")[:2])  # SQLITE_IOERR_WRITE is a kind of SQLITE_IOERR
        return _SQLITE.get(kind, f"数据库出错（{name}）；请运行 nianbao doctor")
    if state := getattr(cause, "sqlstate", ""):
        return _POSTGRESQL.get(state, f"数据库出错（{state}）；请运行 nianbao doctor")
    return "连不上数据库；请检查地址、网络和数据库服务"

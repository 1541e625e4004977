"""
The command `users`: accounts of the page, for whoever can read the data folder.

A password never stands on the command line, where other programs can read it: it is asked for, or
read as the first line of stdin.
"""

import argparse
import getpass
import sys

from assistant.cli.terminal import BY, show
from assistant.core.accounts import ROLE_NAMES
from assistant.core.errors import SettingsError
from assistant.settings import Settings


def users(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.app import open_accounts

    if options.action and not options.name:
        raise SettingsError(f"请写明账号名：nianbao users {options.action} 姓名")
    if options.action == "add" and not options.role:
        raise SettingsError("请用 --role 指定角色，如 --role officer；可用的角色见 --help")
    with open_accounts(settings) as accounts:
        if options.action == "add":
            accounts.add(options.name, options.role, _password(), by=BY)
        elif options.action == "password":
            accounts.set_password(options.name, _password(), by=BY)
        elif options.action == "remove":
            accounts.remove(options.name, by=BY)
        there = accounts.accounts()
    result = {"users": [{"name": one.name, "roles": list(one.roles)} for one in there]}
    lines = [
        f"{one.name}  {'、'.join(ROLE_NAMES[role] for role in one.roles)}" for one in there
    ] or ["还没有账号：网页只供本机使用，不用登录"]
    return show(options, result, lines)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("密码（至少8个字符，含字母、数字、符号中的两种）：")
    if password != getpass.getpass("再写一遍："):
        raise SettingsError("两次写的密码不一样；请重新运行")
    return password

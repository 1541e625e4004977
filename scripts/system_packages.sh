#!/bin/sh
# Install the Debian packages that drafting itself does not need but the rest does.
# Fast where all are there; says what is left out where it may not install.
set -u

PACKAGES="
python3.11-venv:虚拟环境
chromium:网页测试
fonts-noto-cjk:PDF和截图中的中文
libreoffice-writer:导出PDF、读.doc文件、检查导出的Word文件
poppler-utils:把PDF转成图片核对
postgresql:多用户数据库的测试
nodejs:网页编辑器的构建
npm:网页编辑器的构建
"

is_there() {
    # Another way of having it counts as well: node from elsewhere, another PostgreSQL.
    case "$1" in
        python3.11-venv) "${PYTHON:-python3.11}" -c 'import ensurepip, venv' 2>/dev/null ;;
        nodejs) command -v node >/dev/null ;;
        npm) command -v npm >/dev/null ;;
        libreoffice-writer) command -v soffice >/dev/null ;;
        poppler-utils) command -v pdftoppm >/dev/null ;;
        chromium) command -v chromium >/dev/null ;;
        *) dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed' ;;
    esac
}

missing=""
for entry in $PACKAGES; do
    is_there "${entry%%:*}" || missing="$missing $entry"
done
[ -z "$missing" ] && exit 0

names=""
for entry in $missing; do names="$names ${entry%%:*}"; done

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "正在安装系统软件包：$names" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq -o DPkg::Lock::Timeout=300 update >&2 &&
        # shellcheck disable=SC2086  # one argument a package
        apt-get -qq -y -o DPkg::Lock::Timeout=300 install --no-install-recommends $names >&2 &&
        exit 0
    echo "部分系统软件包没有装上。" >&2
fi

echo "缺少以下系统软件包，起草和导出不受影响，相应的功能不可用：" >&2
for entry in $missing; do
    is_there "${entry%%:*}" || echo "  ${entry%%:*}（${entry#*:}）" >&2
done
echo "请管理员运行：apt-get install$names" >&2

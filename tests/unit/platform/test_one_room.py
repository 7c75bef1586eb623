"""What not every operating system has is named in one room alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[3] / "src" / "briefbuilder"
# Qt's home asks by itself which system it is on, and which signals there are.
ONLY_SOME_SYSTEMS = {
    "modules": {"fcntl", "grp", "msvcrt", "pwd", "resource", "select", "selectors", "winreg"},
    "os": {
        *("O_NONBLOCK", "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT"),
        *("chown", "fchmod", "fchown", "fork", "fsync", "getegid", "geteuid", "getgid", "getuid"),
        *("getlogin", "getpgid", "getppid", "kill", "killpg", "mkfifo", "set_blocking"),
        *("setsid", "startfile", "statvfs", "sysconf", "uname", "waitid", "waitpid"),
    },
    "signal": {
        *("SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGUSR1", "SIGUSR2"),
        *("SIGXCPU", "alarm", "setitimer", "pthread_sigmask"),
    },
    "keywords": {"dir_fd", "start_new_session", "preexec_fn", "creationflags", "pass_fds"},
}


def named(tree: ast.AST) -> Iterator[str]:
    """What a module names that not every system has."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            heads = [node.module or ""] if isinstance(node, ast.ImportFrom) else names
            yield from (one for one in heads if one in ONLY_SOME_SYSTEMS["modules"])
            if isinstance(node, ast.ImportFrom) and node.module in {"os", "signal"}:
                yield from (one for one in names if one in ONLY_SOME_SYSTEMS[node.module])
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in ONLY_SOME_SYSTEMS.get(node.value.id, ()):
                yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.keyword) and node.arg in ONLY_SOME_SYSTEMS["keywords"]:
            yield f"{node.arg}="
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            # A day without its leading nought: only some C libraries know this.
            yield from (one for one in ("%-d", "%-m", "%-H", "%#d") if one in node.value)
            yield from (one for one in ("/proc/", "/dev/") if node.value.startswith(one))


def test_no_other_room_names_what_not_every_system_has():
    found = {
        path.relative_to(SOURCE).as_posix(): sorted(set(named(ast.parse(path.read_text("utf-8")))))
        for path in SOURCE.rglob("*.py")
    }
    outside = {
        name: calls for name, calls in found.items() if calls and not name.startswith("platform/")
    }

    # The layout process may read what Linux says of it; elsewhere there is no such folder.
    assert outside == {"render/worker_main.py": ["/proc/"]}


@pytest.mark.parametrize(
    "line",
    [
        "import resource",
        "from fcntl import flock",
        "from os import killpg",
        "os.killpg(1, 2)",
        "flags = os.O_NONBLOCK",
        "signal.signal(signal.SIGUSR1, f)",
        "os.open(a, b, dir_fd=c)",
        "f'{day:%-d %B}'",
        "open('/proc/self/statm')",
    ],
)
def test_the_guard_sees_each_way_to_name_it(line):
    assert list(named(ast.parse(line)))

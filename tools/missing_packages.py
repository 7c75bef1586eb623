"""Say how to install the shared libraries and programs that are not on this machine.

Usage: python missing_packages.py install GROUP...   with groups pages, window, tests: the command
                                                     of this machine's package manager; where it
                                                     has none that we know, Debian's names alone
       python missing_packages.py refresh            the command that comes before it, if any

Each library is asked for by loading it, as the program itself will, so that a machine that has it
from another package, or from no package at all, is left alone. Runs on a bare Python: ./dev calls
it before there is a virtual environment.
"""

import ctypes
import shlex
import shutil
import sys
from dataclasses import dataclass

# What must load -> the package that brings it, as Debian and as Arch call it. Fedora and openSUSE
# find a package by the library itself.
LIBRARIES = {
    "pages": {  # WeasyPrint
        "libpango-1.0.so.0": ("libpango-1.0-0", "pango"),
        "libpangoft2-1.0.so.0": ("libpangoft2-1.0-0", "pango"),
        "libgobject-2.0.so.0": ("libglib2.0-0", "glib2"),
        "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
        "libharfbuzz.so.0": ("libharfbuzz0b", "harfbuzz"),
        # Optional to WeasyPrint, not to us: without it a PDF takes several times longer.
        "libharfbuzz-subset.so.0": ("libharfbuzz-subset0", "harfbuzz"),
    },
    "window": {  # Qt, and its xcb and Wayland platforms
        "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
        "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
        "libdbus-1.so.3": ("libdbus-1-3", "dbus"),
        "libEGL.so.1": ("libegl1", "libglvnd"),
        "libGL.so.1": ("libgl1", "libglvnd"),
        "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
        "libfreetype.so.6": ("libfreetype6", "freetype2"),
        "libX11.so.6": ("libx11-6", "libx11"),
        "libX11-xcb.so.1": ("libx11-xcb1", "libx11"),
        "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
        "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
        "libxcb.so.1": ("libxcb1", "libxcb"),
        "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
        "libxcb-glx.so.0": ("libxcb-glx0", "libxcb"),
        "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
        "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
        "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
        "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
        "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
        "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
        "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
        "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
        "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
        "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
        "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
        "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
        "libwayland-client.so.0": ("libwayland-client0", "wayland"),
        "libwayland-cursor.so.0": ("libwayland-cursor0", "wayland"),
        "libwayland-egl.so.1": ("libwayland-egl1", "wayland"),
    },
    "tests": {},
}
PROGRAMS = {
    "pages": {},
    "window": {},
    "tests": {  # the scripted user
        "Xvfb": ("xvfb", "xorg-server-xvfb"),
        "xauth": ("xauth", "xorg-xauth"),
        "xdotool": ("xdotool", "xdotool"),
    },
}


@dataclass(frozen=True)
class Manager:
    """A package manager: its program, how it installs, and what it calls a library or program."""

    program: str
    install: str
    refresh: str = ""
    column: int | None = None

    def package(self, names: tuple[str, str], capability: str) -> str:
        """What to ask this manager for."""
        return capability if self.column is None else names[self.column]


# The first that is on this machine is the machine's own.
MANAGERS = (
    Manager(
        "apt-get",
        "apt-get install --no-install-recommends -y",
        refresh="apt-get update -qq",
        column=0,
    ),
    Manager("dnf", "dnf install -y --setopt=install_weak_deps=False"),
    Manager("zypper", "zypper --non-interactive install --no-recommends"),
    Manager("pacman", "pacman -S --needed --noconfirm", column=1),
)
# How an RPM says that it brings a library for machines of 64 bits.
WIDTH = "()(64bit)" if sys.maxsize > 2**32 else ""


def loads(library: str) -> bool:
    """Say whether the dynamic linker finds a library and all that it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def own_manager() -> Manager | None:
    """Return the package manager of this machine, if it is one that is known here."""
    return next((one for one in MANAGERS if shutil.which(one.program)), None)


def missing_packages(groups: list[str], manager: Manager) -> list[str]:
    """Return what to install for these groups, sorted, each once."""
    if not sys.platform.startswith("linux"):
        return []
    packages: set[str] = set()
    for group in groups:
        packages.update(
            manager.package(names, library + WIDTH)
            for library, names in LIBRARIES[group].items()
            if not loads(library)
        )
        packages.update(
            manager.package(names, f"/usr/bin/{program}")
            for program, names in PROGRAMS[group].items()
            if shutil.which(program) is None
        )
    return sorted(packages)


def main(question: str, groups: list[str]) -> None:
    """Print the answer, on one line that a shell can run; nothing if nothing is missing."""
    own = own_manager()
    manager = own or MANAGERS[0]
    missing = missing_packages(groups, manager)
    if question == "refresh":
        print(manager.refresh if own else "")
    elif missing:
        install = manager.install if own else ""
        print(f"{install} {shlex.join(missing)}".strip())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

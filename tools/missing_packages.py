"""Name the Debian packages whose shared libraries or programs are not on this machine.

Usage: python missing_packages.py GROUP...   with groups pages, window, tests.

Each library is asked for by loading it, as the program itself will, so that a machine that has it
from another package, or from no package at all, is left alone. Runs on a bare Python: ./dev calls
it before there is a virtual environment.
"""

import ctypes
import shutil
import sys

# What must load -> the Debian package that brings it.
LIBRARIES = {
    "pages": {  # WeasyPrint
        "libpango-1.0.so.0": "libpango-1.0-0",
        "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
        "libgobject-2.0.so.0": "libglib2.0-0",
        "libfontconfig.so.1": "libfontconfig1",
        "libharfbuzz.so.0": "libharfbuzz0b",
        # Optional to WeasyPrint, not to us: without it a PDF takes several times longer.
        "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    },
    "window": {  # Qt, and its xcb and Wayland platforms
        "libglib-2.0.so.0": "libglib2.0-0",
        "libgthread-2.0.so.0": "libglib2.0-0",
        "libdbus-1.so.3": "libdbus-1-3",
        "libEGL.so.1": "libegl1",
        "libGL.so.1": "libgl1",
        "libfontconfig.so.1": "libfontconfig1",
        "libfreetype.so.6": "libfreetype6",
        "libX11.so.6": "libx11-6",
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxkbcommon.so.0": "libxkbcommon0",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libxcb.so.1": "libxcb1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-glx.so.0": "libxcb-glx0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render.so.0": "libxcb-render0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-shm.so.0": "libxcb-shm0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-util.so.1": "libxcb-util1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
        "libwayland-egl.so.1": "libwayland-egl1",
    },
    "tests": {},
}
PROGRAMS = {
    "pages": {},
    "window": {},
    "tests": {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool"},  # the scripted user
}


def loads(library: str) -> bool:
    """Say whether the dynamic linker finds a library and all that it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(groups: list[str]) -> list[str]:
    """Return the packages to install for these groups, sorted, each once."""
    if not sys.platform.startswith("linux"):
        return []
    packages: set[str] = set()
    for group in groups:
        packages.update(package for name, package in LIBRARIES[group].items() if not loads(name))
        packages.update(
            package for name, package in PROGRAMS[group].items() if shutil.which(name) is None
        )
    return sorted(packages)


if __name__ == "__main__":
    print(" ".join(missing_packages(sys.argv[1:])))

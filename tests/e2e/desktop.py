"""A desktop with a person at it: an X server, the program's window, real keys, a real mouse."""

from __future__ import annotations

import json
import os
import select
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from PIL import Image, ImageChops, ImageGrab

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PATIENCE = float(os.environ.get("BRIEFBUILDER_TEST_PATIENCE", "60"))
"""Seconds to wait for a window that somebody else's work may hold up."""
SHADES = 3
Answer = TypeVar("Answer")


def can_show() -> bool:
    """Whether this machine has what a desktop needs."""
    return bool(shutil.which("Xvfb") and shutil.which("xdotool"))


@dataclass
class Desktop:
    """A running X server and the window's process on it."""

    display: str
    process: subprocess.Popen[bytes]
    guide: socket.socket
    log: Path

    def ask(self, **question: object) -> Any:
        """Ask the window where something is."""
        self.guide.sendall(json.dumps(question).encode() + b"\n")
        data = b""
        while not data.endswith(b"\n"):
            ready, _, _ = select.select([self.guide], [], [], PATIENCE)
            if not ready:
                raise TimeoutError(f"The window does not answer.\n{self.log.read_text()}")
            more = self.guide.recv(65536)
            if not more:
                raise ConnectionError(f"The window has gone.\n{self.log.read_text()}")
            data += more
        return json.loads(data)

    def wait(self, look: Callable[[], Answer | None], what: str) -> Answer:
        """Look again and again until there is something to see."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            found = look()
            if found:
                return found
            select.select([], [], [], 0.1)
        names = "\n".join(self.ask(list=True))
        raise TimeoutError(f"{what} did not come.\n{names}\n{self.log.read_text()}")

    def see(self, name: str) -> dict[str, Any]:
        """Wait until something of that name can be seen, and say where it is."""

        def look() -> dict[str, Any] | None:
            hits = self.ask(find=name)
            return next((hit for hit in hits if hit["width"] > 0 and hit["enabled"]), None)

        return self.wait(look, name)

    def see_row(self, words: str) -> tuple[int, int]:
        """Wait until a row of a list that begins with words stays where it is; its middle."""
        seen: list[dict[str, Any] | None] = []

        def look() -> tuple[int, int] | None:
            row = next(iter(self.ask(row=words)), None)
            seen.append(row)
            is_still = row is not None and seen[-3:] == [row, row, row]
            return (row["x"], row["y"]) if row is not None and is_still else None

        return self.wait(look, f"a row with {words!r}")

    def see_colour(self, name: str, colour: tuple[int, int, int]) -> tuple[int, int]:
        """Wait until something shows an area of a colour; the middle of the area."""

        def look() -> tuple[int, int] | None:
            place = self.see(name)
            left, top = place["left"], place["top"]
            part = self.picture().crop((left, top, left + place["width"], top + place["height"]))
            area = _area_of(part, colour)
            return (left + area[0], top + area[1]) if area is not None else None

        return self.wait(look, f"the colour {colour}")

    def click(self, name: str, button: int = 1) -> None:
        """Point at something and press."""
        place = self.see(name)
        self.point(place["x"], place["y"], button)

    def point(self, x: int, y: int, button: int = 1) -> None:
        """Press at a point of the screen."""
        self._xdotool("mousemove", "--sync", str(x), str(y))
        self._xdotool("click", str(button))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at one point, move in steps, let go at another."""
        self._xdotool("mousemove", "--sync", *map(str, start))
        self._xdotool("mousedown", "1")
        for share in (0.1, 0.3, 0.6, 0.9, 1.0):
            x = round(start[0] + (end[0] - start[0]) * share)
            y = round(start[1] + (end[1] - start[1]) * share)
            self._xdotool("mousemove", "--sync", str(x), str(y))
            select.select([], [], [], 0.05)
        self._xdotool("mouseup", "1")

    def key(self, *keys: str) -> None:
        """Press keys, one after the other: "ctrl+s", "Return"."""
        for key in keys:
            self._bring_to_keyboard()
            self._xdotool("key", "--clearmodifiers", key)

    def type(self, text: str) -> None:
        """Type a text."""
        self._bring_to_keyboard()
        self._xdotool("type", "--delay", "4", text)

    def start_typing(self, text: str, delay: int) -> subprocess.Popen[bytes]:
        """Type without a pause, `delay` milliseconds a key, while the test does something else."""
        self._bring_to_keyboard()
        return subprocess.Popen(
            ["xdotool", "type", "--delay", str(delay), text],
            env={**os.environ, "DISPLAY": self.display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _bring_to_keyboard(self) -> None:
        """Give the front window the keyboard, as a window manager would."""
        window = self.ask(front=True)
        if window is not None:
            self._xdotool("windowfocus", "--sync", str(window))

    def picture(self, path: Path | None = None) -> Image.Image:
        """What the screen shows, kept in a file when one is named."""
        image = ImageGrab.grab(xdisplay=self.display)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            image.save(path, optimize=True)
        return image

    def wait_for_end(self) -> int:
        """Wait until the window has gone; the exit code."""
        return self.process.wait(timeout=PATIENCE)

    def _xdotool(self, *words: str) -> None:
        subprocess.run(
            ["xdotool", *words],
            check=True,
            env={**os.environ, "DISPLAY": self.display},
            timeout=PATIENCE,
            capture_output=True,
        )


@contextmanager
def x_server(size: str) -> Iterator[str]:
    """An X server on a free display; yields its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        number = os.read(reading, 16).decode().strip()
        yield f":{number}"
    finally:
        os.close(reading)
        server.terminate()
        server.wait(timeout=PATIENCE)


@contextmanager
def open_desktop(
    home: Path,
    *words: str,
    size: str = "1440x900",
    scheme: str = "light",
) -> Iterator[Desktop]:
    """The program, started as a person starts it, on a screen of its own."""
    settings = home / "config" / "briefbuilder" / "briefbuilder.conf"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(f"[General]\nscheme={scheme}\n")
    # A socket's name must be short, and a test's own folder need not be.
    with x_server(size) as display, TemporaryDirectory(prefix="guide-") as short:
        path = Path(short, "guide")
        log = home / "window.log"
        environment = {
            **{name: value for name, value in os.environ.items() if not _leads_outside(name)},
            "DISPLAY": display,
            "HOME": str(home),
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}",
            **{
                f"XDG_{n}_HOME": str(home / n.lower()) for n in ("CONFIG", "CACHE", "DATA", "STATE")
            },
        }
        command = [sys.executable, str(HERE / "window_under_test.py"), str(path), *words]
        with log.open("wb") as output:
            process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        guide = socket.socket(socket.AF_UNIX)
        try:
            _connect(guide, path, process, log)
            yield Desktop(display, process, guide, log)
        finally:
            guide.close()
            if process.poll() is None:
                process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=PATIENCE)
            process.kill()
            process.wait()


def _area_of(picture: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int] | None:
    """The middle of what has a colour, give or take a shade."""
    masks = [
        band.point([255 if abs(value - wanted) <= SHADES else 0 for value in range(256)])
        for band, wanted in zip(picture.convert("RGB").split(), colour, strict=True)
    ]
    box = ImageChops.multiply(ImageChops.multiply(masks[0], masks[1]), masks[2]).getbbox()
    return ((box[0] + box[2]) // 2, (box[1] + box[3]) // 2) if box is not None else None


def _leads_outside(name: str) -> bool:
    """Whether a variable would bring in the desktop on which the tests are run."""
    return name.startswith(("QT_", "XDG_")) or name in {"WAYLAND_DISPLAY", "XAUTHORITY"}


def _connect(guide: socket.socket, path: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            guide.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            select.select([], [], [], 0.1)
        else:
            return
    raise ConnectionError(f"The window did not open.\n{log.read_text()}")

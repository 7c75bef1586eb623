"""Makes the pictures of docs/screenshots: the workspaces, three dialogs, and printed pages.

    ./dev screenshots [OUT] [--language TAG]

The window runs on an X server of its own and is worked with keys and mouse, as in tests/e2e. In
another language than English it takes a few pictures only, into a folder of the language's name.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

# Both lie beside the package, not in it, and are found only now.
from tools.print_gallery import EXAMPLE  # noqa: E402

from briefbuilder.language.interface import _, speak  # noqa: E402
from briefbuilder.language.tags import BRITISH  # noqa: E402
from briefbuilder.render.job import Copy, PrintOrder, make_job  # noqa: E402
from briefbuilder.render.pages import PageImages  # noqa: E402
from briefbuilder.render.pdf import make_pdf  # noqa: E402
from briefbuilder.storage.brief_file import read_brief  # noqa: E402
from briefbuilder.storage.library_folder import LibraryFolder  # noqa: E402
from briefbuilder.storage.template_folder import TemplateFolder  # noqa: E402
from e2e.desktop import Desktop, open_desktop  # noqa: E402

COLOURS = 255
PAGE_SCALE = 1.25
STILL = 8  # looks in a row that show the same
TODAY = dt.date(2026, 11, 23)
CASE = "case-studies/cuban-missile-crisis.md"
NEWER = ("bargaining in public and in secret", "bargaining in letters and in secret")
PRINTED = {
    "uk": EXAMPLE,
    "us": EXAMPLE.with_name("peacekeeping-contribution.brief"),
    "think-tank": EXAMPLE.with_name("hotline-proposal.brief"),
}


def keep(picture: Image.Image, path: Path) -> None:
    """Write a picture small. Few colours are enough, but the rare ones matter: they are signs."""
    few = picture.convert("RGB").quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    few.save(path, optimize=True)


def keep_front(desk: Desktop, path: Path) -> None:
    """Keep only the dialog that is open."""
    place = desk.ask(frame=True)
    left, top = place["left"], place["top"]
    area = (left, top, left + place["width"], top + place["height"])
    keep(desk.picture().crop(area), path)


def settle(desk: Desktop) -> None:
    """Wait until the screen stands still."""
    seen: list[bytes] = []

    def look() -> bool:
        seen.append(desk.picture().tobytes())
        return len(seen) > STILL and len(set(seen[-STILL:])) == 1

    desk.wait(look, "a screen that stands still")


def show_rooms(desk: Desktop, out: Path, scheme: str) -> None:
    """The welcome page and the three workspaces."""
    settle(desk)
    keep(desk.picture(), out / f"welcome-{scheme}.png")
    show_brief(desk, out, scheme)
    desk.key("ctrl+3", "ctrl+f")
    desk.type("cuban missile")
    desk.see_row("Cuban Missile Crisis")
    desk.key("Return")
    settle(desk)
    keep(desk.picture(), out / f"library-{scheme}.png")
    desk.key("alt+p")
    desk.wait(lambda: any("in print" in one for one in desk.ask(list=True)), "the item's pages")
    settle(desk)
    keep(desk.picture(), out / f"library-in-print-{scheme}.png")


def show_brief(desk: Desktop, out: Path, scheme: str) -> None:
    """The example brief, and the walk through its checklist."""
    desk.click(_("Open {file}", file=EXAMPLE.name))
    first = _("page {page} of {count}", page=1, count="")
    desk.wait(lambda: any(first in one for one in desk.ask(list=True)), "the pages")
    desk.key("ctrl+f")
    desk.type("naval presence ")
    desk.click("section-recommendation")
    settle(desk)
    keep(desk.picture(), out / f"compose-{scheme}.png")
    desk.key("ctrl+2")
    settle(desk)
    keep(desk.picture(), out / f"align-{scheme}.png")


def show_export(desk: Desktop, out: Path) -> None:
    """The dialog of an export."""
    desk.key("ctrl+e")
    desk.see("copy-draft")
    settle(desk)
    keep_front(desk, out / "export.png")
    desk.key("Escape")


def show_dialogs(desk: Desktop, out: Path) -> None:
    """A newer text beside the pinned one, an export, a new brief."""
    desk.key("ctrl+1", "ctrl+k")
    desk.type("compare")
    desk.key("Return")
    desk.see("accept-newer")
    settle(desk)
    keep_front(desk, out / "compare.png")
    desk.key("Escape")
    show_export(desk, out)
    desk.key("ctrl+n")
    desk.click("title")
    desk.type("Naval presence in support of the Strait talks")
    settle(desk)
    keep_front(desk, out / "new-brief.png")
    desk.key("Escape")


@contextmanager
def example_desk(scheme: str, language: str) -> Iterator[Desktop]:
    """A window that knows the example brief, over a library in which one text is newer."""
    with tempfile.TemporaryDirectory(prefix="briefbuilder-") as folder:
        home = Path(folder, "home")
        library = Path(shutil.copytree(ROOT / "library", Path(folder, "library")))
        case = library / CASE
        words = case.read_text(encoding="utf-8")
        case.write_text(words.replace(*NEWER), encoding="utf-8")
        brief = home / "Briefs" / EXAMPLE.name
        brief.parent.mkdir(parents=True)
        shutil.copyfile(EXAMPLE, brief)
        settings = home / "config" / "briefbuilder" / "briefbuilder.conf"
        settings.parent.mkdir(parents=True)
        settings.write_text(f"[General]\nscheme={scheme}\nrecent={brief}\n", encoding="utf-8")
        with open_desktop(home, "--library", str(library), "--language", language) as desk:
            yield desk


def show_window(out: Path) -> None:
    """Every picture of the window, in light and in dark."""
    for scheme in ("light", "dark"):
        with example_desk(scheme, BRITISH) as desk:
            show_rooms(desk, out, scheme)
            if scheme == "light":
                show_dialogs(desk, out)


def show_window_in(language: str, out: Path) -> None:
    """A few pictures of the window in another language."""
    with example_desk("light", language) as desk:
        show_brief(desk, out, "light")
        desk.key("ctrl+1")
        show_export(desk, out)


def show_pages(out: Path) -> None:
    """The first two pages of an example in each of the forms."""
    library = LibraryFolder(ROOT / "library").scan().library
    templates = TemplateFolder((ROOT / "templates",))
    for name, file in PRINTED.items():
        brief = read_brief(file).brief
        order = PrintOrder(
            copy=Copy.DRAFT,
            today=TODAY,
            annex=True,
            scheme=library.schemes.get(brief.marking.scheme) if brief.marking else None,
            checklist=library.checklists.get(brief.checklist) if brief.checklist else None,
            statuses={},
        )
        laid_out = make_pdf(make_job(brief, templates.load(brief.template), order))
        with PageImages(laid_out.pdf) as pages:
            for number in range(min(2, pages.count)):
                drawn = pages.image(number, PAGE_SCALE)
                size = (drawn.width, drawn.height)
                picture = Image.frombuffer("RGBA", size, drawn.rgba, "raw", "RGBA", drawn.stride, 1)
                keep(picture, out / f"page-{name}-{number + 1}.png")


def main() -> int:
    """Make all pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, nargs="?", default=ROOT / "docs" / "screenshots")
    parser.add_argument("--language", default=BRITISH, metavar="TAG")
    arguments = parser.parse_args()
    language = speak(arguments.language).language
    out = arguments.out if language == BRITISH else arguments.out / language
    out.mkdir(parents=True, exist_ok=True)
    if language == BRITISH:
        show_window(out)
        show_pages(out)
    else:
        show_window_in(language, out)
    total = sum(file.stat().st_size for file in out.glob("*.png"))
    print(f"{len(list(out.glob('*.png')))} pictures, {total / 1e6:.1f} MB, in {out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

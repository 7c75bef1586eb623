"""The command line as a test runs it, on a small library of its own and the shipped templates."""

import datetime as dt
import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import dedent

from briefbuilder.app.surroundings import Surroundings
from briefbuilder.cli.main import main
from helpers.surroundings import make_surroundings

CASE = """\
---
format: briefbuilder-item
version: 1
id: suez-1956
kind: case-study
title: Suez Crisis
summary: In 1956 three States used force and had to stop.
status: in-review
owner: History desk
as_at: 2026-11-01
review_by: 2027-11-01
lang: en
tags: [naval]
period: {from: 1956-10-29, to: 1956-11-07}
related: [naval-presence]
closes: [A1]
---
## What happened
The canal was nationalised on 26 July 1956 [@kyle-2011, p. 4].

## Diplomatic outcome
The forces were withdrawn [@kyle-2011, p. 9].

## Civil-military lesson
Ask who pays before the ships sail.

## Legal basis
The General Assembly met in emergency session [@kyle-2011, p. 7].

## Limits of the comparison
Much has changed since.
"""

TOOL = """\
---
format: briefbuilder-item
version: 1
id: naval-presence
kind: tool
title: Naval presence
summary: Ships that are seen.
status: in-review
owner: Maritime desk
as_at: 2026-11-01
review_by: 2027-11-01
lang: en
tags: [naval]
related: [suez-1956]
escalation_risk: low
---
## What it is
Ships near a coast [@kyle-2011, p. 2].

## What it signals
Interest.

## Typical use
Before talks.

## Escalation risk
Low, until something happens.

## Legal constraints
Ships keep to the law of the sea [@kyle-2011, p. 3].

## Authority needed
A minister's.

## Indicators of effect
A change of tone.
"""

FILES = {
    "library.yaml": """\
        format: briefbuilder-library
        version: 1
        id: small
        title: Small library
        accepted_statuses: [in-review, approved]
        default_checklist: civil-military-alignment
        default_scheme: test-scheme
        tags: {naval: Ships}
        """,
    "sources/books.yaml": """\
        format: briefbuilder-sources
        version: 1
        sources:
          - id: kyle-2011
            type: book
            title: Suez
            author: [{family: Kyle, given: Keith}]
            issued: 2011
            publisher: I.B. Tauris
        """,
    "checklists/civil-military-alignment.yaml": """\
        format: briefbuilder-checklist
        version: 1
        id: civil-military-alignment
        title: Walk
        groups:
          - id: A
            title: Objective
            questions:
              - id: A1
                text: Is there an objective?
                why: Because.
                evidence: A paper.
                severity: blocking
                recommend: [naval-presence]
                precedents: {badly: [suez-1956]}
                on_gap: Write it down.
              - id: A2
                text: Who pays?
                why: Because.
                evidence: A letter.
                severity: advisory
        """,
    "markings/test-scheme.yaml": """\
        format: briefbuilder-marking-scheme
        version: 1
        id: test-scheme
        title: Test scheme
        levels:
          - {id: LOW, banner: LOW, portion: (L)}
          - {id: HIGH, banner: HIGH, portion: (H)}
        """,
    "case-studies/suez-1956.md": CASE,
    "tools/naval-presence.md": TOOL,
}
"""A library without a fault, by file."""


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


@dataclass
class Terminal:
    """Runs commands in one folder, as one user, on one day; remembers windows asked for."""

    folder: Path
    surroundings: Surroundings
    windows: list[tuple[Path | None, Path | None]]

    @property
    def library(self) -> Path:
        """The small library."""
        return self.surroundings.folders.library

    def at(self, now: dt.datetime) -> "Terminal":
        """The same terminal at another time."""
        return replace(self, surroundings=replace(self.surroundings, now=lambda: now))

    def run(self, *arguments: str | Path) -> Ran:
        """Run a command line."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(
                [str(one) for one in arguments],
                open_window=self._open_window,
                surroundings=self.surroundings,
            )
        return Ran(code, out.getvalue(), err.getvalue())

    def done(self, *arguments: str | Path) -> str:
        """Run a command line that is expected to succeed; what it printed."""
        ran = self.run(*arguments)
        assert (ran.code, ran.err) == (0, ""), ran
        return ran.out

    def new_brief(self, name: str = "a.brief", *more: str) -> Path:
        """A brief with an item placed in it."""
        path = self.folder / name
        self.done(
            *("new", path, "--template", "think-tank-policy-brief", "--title", "Port visit"),
            *("--marking", "LOW", "--scheme", "test-scheme"),
            *("--place", "suez-1956", "--in", "precedent", *more),
        )
        return path

    def _open_window(self, file: Path | None, library: Path | None) -> int:
        self.windows.append((file, library))
        return 0


def write_library(folder: Path) -> Path:
    """Write the small library."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text))
    return folder


def make_terminal(folder: Path) -> Terminal:
    """A terminal in a folder, with the small library in it."""
    library = write_library(folder / "library")
    return Terminal(folder, make_surroundings(folder, library=library), [])


def change(path: Path, old: str, new: str) -> None:
    """Change a file's text; the old words have to be in it."""
    text = path.read_text()
    assert old in text, old
    path.write_text(text.replace(old, new))

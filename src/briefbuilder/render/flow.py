"""A document as one flow without pages: paragraphs, tables and pictures, in the order of reading.

The layout process makes it of the very boxes that it would lay out on pages, so whatever a form
adds (numbers, letters, boxes to tick, a band for the decision) is in it, as the pages print it.
Word is written from it. Lengths are in points, colours are six hexadecimal digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from briefbuilder.errors import Problem


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look; `ground` is the colour behind them, `edge` that of a line round.

    `family` is the one that the style names first, `spaced` what stands between two letters more
    than usual; `caps` are capitals whatever was typed, `lang` is
    the language where it is not the document's.
    """

    size: float = 11.0
    colour: str = "000000"
    family: str = ""
    serif: bool = False
    bold: bool = False
    italic: bool = False
    raised: bool = False
    ground: str = ""
    edge: str = ""
    spaced: float = 0.0
    caps: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class FlowRun:
    """Letters of one look. `href` is an address or `#` and an anchor of the document.

    `counter` is "page" or "pages" where the number is known only once there are pages.
    """

    text: str
    look: Look
    href: str = ""
    counter: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `tag` is the element that it comes from, `lead` the number before it.

    `indent` is where its lines begin, and its lead, or else its first line, stands `hanging` to the
    left of that. `rule` is the colour of a line along its left, so far `away`, `over` that of one
    above, `thick` points thick, and `frame` that of one all round; `ground` goes `reach` to the
    left of its letters. A `leftward` one begins at the right, and so does what is aligned to its
    "left" then. What is `turned` stands on a page that is wider than high, as tables and
    pictures may.
    """

    runs: tuple[FlowRun, ...]
    tag: str = "p"
    lead: str = ""
    lead_look: Look = Look()
    indent: float = 0.0
    hanging: float = 0.0
    align: str = "left"
    above: float = 0.0
    leading: float = 0.0
    ground: str = ""
    rule: str = ""
    away: float = 6.0
    frame: str = ""
    over: str = ""
    reach: float = 0.0
    thick: float = 0.0
    anchors: tuple[str, ...] = ()
    keep_next: bool = False
    new_page: bool = False
    turned: bool = False
    leftward: bool = False

    @property
    def text(self) -> str:
        """Its words, without its lead."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `width` is what the style asks for, 0 where it asks for nothing.

    `share` is the same as a part of the table's own width. Lines of an `unbroken` cell are not
    broken. It covers `across` columns and `down` rows, 0 for all that follow; one that is
    `covered` only holds the place of a cell further up.
    """

    pieces: tuple[Piece, ...]
    head: bool = False
    across: int = 1
    down: int = 1
    ground: str = ""
    width: float = 0.0
    share: float = 0.0
    unbroken: bool = False
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first `heads` stand on each page again. `ruled`: lines between rows."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    ruled: bool = True
    indent: float = 0.0
    above: float = 0.0
    together: bool = False
    keep_next: bool = False
    new_page: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """A picture: an asset of the job by address, and the PDF at `drawn` where it is SVG."""

    alt: str
    asset: str = ""
    drawn: int = -1
    width: float = 0.0
    height: float = 0.0
    indent: float = 0.0
    above: float = 0.0
    keep_next: bool = False
    new_page: bool = False
    turned: bool = False


Piece = Paragraph | Table | FlowPicture


@dataclass(frozen=True, slots=True)
class Face:
    """A face of letters, as a style sheet names it."""

    family: str
    weight: int = 400
    italic: bool = False

    @classmethod
    def of(cls, declared: Mapping[str, str]) -> Face:
        """The face that a `@font-face` rule declares."""
        weights = {"normal": "400", "bold": "700"}
        weight = declared.get("font-weight", "400")
        weight = weights.get(weight.lower(), weight)
        return cls(
            declared.get("font-family", "").strip("\"' "),
            int(weight) if weight.isdecimal() else 400,
            declared.get("font-style", "normal") != "normal",
        )


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole document. `top` and `bottom` stand on every page; `drawn` are PDFs of one page.

    `faces` are those in which its letters may be set, its stand-ins for missing letters included.
    """

    pieces: tuple[Piece, ...]
    top: tuple[Piece, ...] = ()
    bottom: tuple[Piece, ...] = ()
    drawn: tuple[bytes, ...] = field(default=(), repr=False)
    faces: frozenset[Face] = frozenset()
    problems: tuple[Problem, ...] = ()


def paragraphs(pieces: Sequence[Piece]) -> Iterator[Paragraph]:
    """Every paragraph, those in cells included, in order."""
    for piece in pieces:
        match piece:
            case Paragraph():
                yield piece
            case Table():
                for row in piece.rows:
                    for cell in row:
                        yield from paragraphs(cell.pieces)
            case FlowPicture():
                pass


def pictures(pieces: Sequence[Piece]) -> Iterator[FlowPicture]:
    """Every picture, those in cells included, in order."""
    for piece in pieces:
        match piece:
            case FlowPicture():
                yield piece
            case Table():
                for row in piece.rows:
                    for cell in row:
                        yield from pictures(cell.pieces)
            case Paragraph():
                pass


def pack_pieces(pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    """Pieces as JSON values."""
    return [{"kind": type(piece).__name__, **_packed(piece)} for piece in pieces]


def _packed(piece: Piece) -> dict[str, Any]:
    if isinstance(piece, Table):
        rows = [
            [{**_plain(cell), "pieces": pack_pieces(cell.pieces)} for cell in row]
            for row in piece.rows
        ]
        return {**_plain(piece), "rows": rows}
    return asdict(piece)


def _plain(value: Table | Cell) -> dict[str, Any]:
    names = [name for name in value.__slots__ if name not in {"rows", "pieces"}]
    return {name: getattr(value, name) for name in names}


def unpack_pieces(values: Sequence[Mapping[str, Any]]) -> tuple[Piece, ...]:
    """The pieces that `pack_pieces` was given."""
    return tuple(_unpacked(value) for value in values)


def _unpacked(value: Mapping[str, Any]) -> Piece:
    held = {key: one for key, one in value.items() if key != "kind"}
    match value["kind"]:
        case "Paragraph":
            runs = tuple(FlowRun(**{**run, "look": Look(**run["look"])}) for run in held["runs"])
            anchors, lead_look = tuple(held["anchors"]), Look(**held["lead_look"])
            return Paragraph(**{**held, "runs": runs, "anchors": anchors, "lead_look": lead_look})
        case "Table":
            rows = tuple(
                tuple(Cell(**{**cell, "pieces": unpack_pieces(cell["pieces"])}) for cell in row)
                for row in held["rows"]
            )
            return Table(**{**held, "rows": rows})
        case _:
            return FlowPicture(**held)

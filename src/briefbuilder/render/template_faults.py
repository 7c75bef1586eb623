"""What is wrong with a form itself, in its file and its line: for whoever looks after it.

A style sheet that is not understood, a file that is asked for and not there, a heading level that
is left out, a part of the brief without its place. Seen while a brief is laid out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefbuilder.domain.layout import Layout
from briefbuilder.errors import Place, Problem, Severity
from briefbuilder.language.interface import _
from briefbuilder.render.expectation import Expectation, Heading
from briefbuilder.render.sandbox import MAIN, file_in, folder_of
from briefbuilder.render.wire import FORM_FAULT, IGNORED, LOST, LayoutJob

_LONGEST_URL = 80
_SCHEME = "library://"
_OF_FORM = re.compile(r"library://(?:template|shared)/([^\s\"')]+)")
_TELLS_OF_A_LOSS = (".notdef glyph rendered", "Failed to load image")
_IGNORED = re.compile("Ignored|Invalid|Unsupported|Unknown|Parse error|Error|Unable to compute")
_AT = re.compile(r" at (\d+):(\d+)\b")
_QUOTED = re.compile(r"[`'\"“]([^`'\"”]+)[`'\"”]")
_STYLE = re.compile(r"[`']([^`']+?):?\s*[`']")


def told_by_layout(messages: Iterable[str], job: LayoutJob) -> Iterator[Problem]:
    """What the layout warns of, as problems; `LOST` is the rule of what is not on the pages."""
    for message in dict.fromkeys(messages):
        if _OF_FORM.search(message) and message.startswith(_TELLS_OF_A_LOSS):
            continue  # told by `refused_addresses`
        said = _("The layout reports: {message}.", message=message.rstrip(".: "))
        if message.startswith(_TELLS_OF_A_LOSS):
            remedy = _("Write the words in another way, or choose the picture again.")
            yield Problem(said, remedy=remedy, rule=LOST)
        else:
            rule = IGNORED if _IGNORED.match(message) else ""
            remedy = _("Mend the style sheet, or choose another form.")
            yield Problem(said, _place_of_style(message, job), Severity.WARNING, remedy, rule)


def style_ignored(said: Problem) -> str:
    """The style of which the layout says that it took no notice; "" for anything else it says.

    It stands in the sentence as the layout quotes it, which it does in no language but its own:
    none of ours has such marks of quotation.
    """
    quoted = _STYLE.search(said.sentence) if said.rule == IGNORED else None
    return quoted[1] if quoted is not None else ""


def refused_addresses(addresses: Iterable[str], job: LayoutJob) -> Iterator[Problem]:
    """What the form asked for and did not get: a file that it lacks, or anything elsewhere."""
    for address in dict.fromkeys(addresses):
        of_form = _OF_FORM.fullmatch(address)
        place = _place_of_words(address, job)
        if of_form is not None:
            sentence = _(
                'The form asks for the file "{file}", which its folder does not have.',
                file=of_form[1],
            )
            remedy = _("Put the file there, or take it out of the form.")
            yield Problem(sentence, place, Severity.ERROR, remedy, FORM_FAULT)
        elif not address.startswith(_SCHEME):
            sentence = _(
                'The template asked for "{address}", which is not part of it; it was not loaded.',
                address=address[:_LONGEST_URL],
            )
            remedy = _("Take it out of the form: pages are made of its own files alone.")
            yield Problem(sentence, place, Severity.WARNING, remedy)


def skipped_levels(headings: Sequence[Heading], job: LayoutJob) -> Iterator[Problem]:
    """Headings that leave a level out, by which those who listen to a page find their way."""
    before = 0
    for heading in headings:
        if heading.level > before + 1:
            place = _place_of_words(f"<h{heading.level}", job)
            remedy = _("Mend the form, or choose another one.")
            yield Problem(_skipped(heading, before), place, Severity.ERROR, remedy, FORM_FAULT)
        before = heading.level


def _skipped(heading: Heading, before: int) -> str:
    if not before:
        return _(
            'The form prints the heading "{heading}" in level {level}, after none at all: a level '
            "is left out.",
            heading=heading.text,
            level=heading.level,
        )
    return _(
        'The form prints the heading "{heading}" in level {level}, after one of level {before}: a '
        "level is left out.",
        heading=heading.text,
        level=heading.level,
        before=before,
    )


def unplaced(layout: Layout, expected: Expectation) -> Iterator[Problem]:
    """The parts that are printed and have no place: a click would miss them, a length is lost."""
    placed = {place.target for place in layout.places}
    for target, where in {one.target: one.where for one in expected.passages}.items():
        kind, name = target.partition(":")[::2]
        if target in placed or (kind not in {"block", "section"} and target != "head"):
            continue
        sentence = _(
            "The form does not say where {part} stands on the pages.", part=where or target
        )
        said = f'data-{kind}="{name}"' if name else f"data-{kind}"
        remedy = _(
            "In its {file}, the element round it needs {attribute} with the id of its own.",
            file=MAIN,
            attribute=said,
        )
        yield Problem(sentence, Place(key=target), Severity.ERROR, remedy, FORM_FAULT)


def _place_of_style(message: str, job: LayoutJob) -> Place:
    """The style sheet of which the layout gives line and column alone, by what stands there."""
    at, quoted = _AT.search(message), _QUOTED.search(message)
    if at is None:
        return Place(file_in(folder_of(job.context), "style.css"))
    line, column = int(at[1]), int(at[2])
    start = quoted[1].split(":")[0].strip() if quoted else ""
    for name, text in _texts(job):
        lines = text.splitlines()
        if name.endswith(".css") and len(lines) >= line and start in lines[line - 1]:
            return Place(name, line, column)
    return Place(file_in(folder_of(job.context), "style.css"), line, column)


def _place_of_words(words: str, job: LayoutJob) -> Place:
    """The file and the line of a form in which words stand."""
    for name, text in _texts(job):
        if words in text:
            return Place(name, text[: text.index(words)].count("\n") + 1)
    return Place(file_in(folder_of(job.context), MAIN))


def _texts(job: LayoutJob) -> Iterator[tuple[str, str]]:
    """The files of a form that are text, as they are named to people: its own come first."""
    folder = folder_of(job.context)
    yield from _named(job.sources, folder, own=True)
    for name, (data, kind) in sorted(job.assets.items(), reverse=True):
        if kind == "text/css":
            own = name.removeprefix("template/")
            shown = file_in(folder, own) if own != name else f"_{name}"
            yield shown, data.decode("utf-8", "replace")
    yield from _named(job.sources, folder, own=False)


def _named(sources: Mapping[str, str], folder: str, *, own: bool) -> Iterator[tuple[str, str]]:
    for name, text in sources.items():
        if (name == MAIN) is own:
            yield file_in(folder, name), text

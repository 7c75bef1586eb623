"""Templates as text that may be hostile: a Jinja environment that can print and nothing else.

Templates come from shared folders. They get plain data, an allow-list of filters and tests, and
no globals but `namespace` and the words of the brief's language (`_`, `ngettext`, `pgettext`); only
these and macros can be called; multiplication, powers and `%` formatting,
which grow memory in one step, are refused; a page of HTML has a largest size. Loops that never
end and strings that double are stopped by the limits of the process that renders.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from types import CodeType, TracebackType
from typing import Any

from jinja2 import (
    BytecodeCache,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from briefbuilder.errors import Place, Problem, RenderError
from briefbuilder.language.catalogue import Catalogue, words_for
from briefbuilder.language.interface import _, spoken
from briefbuilder.language.tags import BRITISH
from briefbuilder.render.direction import directed
from briefbuilder.render.east_asian import in_own_language
from briefbuilder.render.french_spaces import with_french_spaces

MAIN = "brief.html.j2"
LARGEST_OUTPUT = 5_000_000  # characters
_MOST_COMPILED = 64  # files: some forms, each with what it includes

_FILTERS = frozenset(
    "abs batch capitalize default dictsort e escape first groupby int items join last length "
    "list lower map max min reject rejectattr replace reverse round select selectattr slice sort "
    "string striptags sum title trim truncate unique upper wordcount".split()
)
_TESTS = frozenset(
    "defined undefined none string number integer mapping sequence iterable sameas eq ne lt le gt "
    "ge in odd even divisibleby boolean true false lower upper equalto".split()
)
_SPEAKING = ("_", "ngettext", "pgettext")
_REFUSED_OPERATORS = frozenset({"*", "**", "%"})


class _HardenedEnvironment(ImmutableSandboxedEnvironment):
    intercepted_binops = _REFUSED_OPERATORS

    def is_safe_callable(self, obj: object) -> bool:
        return isinstance(obj, Macro) or obj is Namespace or self._speaks(obj)

    def _speaks(self, obj: object) -> bool:
        """Whether it is one of those that give a form its words in the brief's language."""
        return any(obj is self.globals[name] for name in _SPEAKING)

    def call_binop(self, context: object, operator: str, left: object, right: object) -> object:
        del context, left, right
        raise SecurityError(
            _('The operator "{operator}" is not available in templates.', operator=operator)
        )


class _CompiledFiles(BytecodeCache):
    """What the files of forms were compiled to, so that each is compiled once.

    Only that is kept. A file that another imports is run for each printing anew: what it sets would
    else go on from one brief to the next.
    """

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[str, str], CodeType] = OrderedDict()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what the same text under the same name was compiled to."""
        bucket.code = self._made.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a file was compiled to; the oldest is forgotten."""
        if bucket.code is not None:
            self._made[bucket.key, bucket.checksum] = bucket.code
            while len(self._made) > _MOST_COMPILED:
                self._made.popitem(last=False)


_COMPILED = _CompiledFiles()


def _environment(
    sources: Mapping[str, str], words: Catalogue, own: Mapping[str, str]
) -> _HardenedEnvironment:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (sources[name], name, lambda: True) if name in sources else None

    environment = _HardenedEnvironment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    environment.filters = {
        name: use for name, use in environment.filters.items() if name in _FILTERS
    }
    environment.tests = {name: use for name, use in environment.tests.items() if name in _TESTS}
    environment.globals = {
        "namespace": Namespace,
        "_": lambda text, /, **values: words.gettext(own.get(text, text), **values),
        "ngettext": words.ngettext,
        "pgettext": words.pgettext,
    }
    return environment


def render_template(sources: Mapping[str, str], context: Mapping[str, Any]) -> str:
    """The HTML of a template; `RenderError` names the template's folder, file and line."""
    own = context.get("form_words", {})
    lang = str(context.get("lang", BRITISH))
    environment = _environment(sources, words_for(lang), own)
    folder = folder_of(context)
    parts: list[str] = []
    size = 0
    try:
        for part in environment.get_template(MAIN).generate(dict(context)):
            parts.append(part)
            size += len(part)
            if size > LARGEST_OUTPUT:
                sentence = _(
                    "The template printed more than {number} characters.",
                    number=spoken().whole(LARGEST_OUTPUT),
                )
                raise _error(sentence, Place(MAIN), folder)
    except TemplateSyntaxError as error:
        place = Place(error.name or MAIN, error.lineno)
        sentence = _("The template is not well formed: {error}", error=error.message)
        raise _error(sentence, place, folder) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        place = _place(error.__traceback__, sources)
        sentence = _("The template could not be filled in: {error}", error=error)
        raise _error(sentence, place, folder) from error
    except RecursionError as error:
        sentence = _("The template calls itself without end.")
        raise _error(sentence, Place(MAIN), folder) from error
    return with_french_spaces(in_own_language(directed("".join(parts))))


def folder_of(context: Mapping[str, Any]) -> str:
    """The name of the folder of the template that a context is for."""
    template = context.get("template")
    return str(template.get("id", "")) if isinstance(template, Mapping) else ""


def file_in(folder: str, name: str) -> str:
    """How a file of a template is shown: with its folder, as the shared ones are."""
    return name if not folder or name.startswith("_shared/") else f"{folder}/{name}"


def _error(sentence: str, place: Place, folder: str) -> RenderError:
    whole = sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
    place = Place(file_in(folder, place.file), place.line)
    problem = Problem(whole, place, remedy=_("Correct the template, or choose another one."))
    return RenderError(str(problem), (problem,))


def _place(trace: TracebackType | None, sources: Mapping[str, str]) -> Place:
    """The last line of a template in a traceback: Jinja gives its frames the template's lines."""
    place = Place(MAIN)
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in sources:
            place = Place(file, trace.tb_lineno)
        trace = trace.tb_next
    return place

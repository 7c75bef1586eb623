"""Templates are text from strangers: what they may do, and everything that they may not."""

import pytest
from markupsafe import Markup

from briefbuilder.errors import RenderError
from briefbuilder.render.sandbox import LARGEST_OUTPUT, MAIN, render_template

CONTEXT = {
    "title": "A & <b>",
    "items": [{"name": "x", "count": 2}, {"name": "y", "count": 1}],
    "html": Markup("<p>ready</p>"),
    "long": "x" * 40,
}


def render(template: str, **more: str) -> str:
    return render_template({MAIN: template, **more}, CONTEXT)


def test_words_are_escaped_and_fragments_are_not() -> None:
    assert render("{{ title }} {{ html }}") == "A &amp; &lt;b&gt; <p>ready</p>"


def test_loops_conditions_filters_and_macros_work() -> None:
    template = (
        "{% macro cell(words) %}<td>{{ words|upper }}</td>{% endmacro %}"
        "{% for one in items|sort(attribute='name', reverse=true) if one.count > 0 %}"
        "{{ cell(one.name) }}{{ loop.index }}{% endfor %}"
    )
    assert render(template) == "<td>Y</td>1<td>X</td>2"


def test_macros_are_imported_with_the_context() -> None:
    shared = "{% macro head() %}{{ title }}{% endmacro %}"
    template = '{% import "_shared/m.j2" as m with context %}{{ m.head() }}'
    assert render(template, **{"_shared/m.j2": shared}) == "A &amp; &lt;b&gt;"


def test_a_namespace_counts() -> None:
    template = (
        "{% set seen = namespace(count=0) %}"
        "{% for one in items %}{% set seen.count = seen.count + one.count %}{% endfor %}"
        "{{ seen.count }}"
    )
    assert render(template) == "3"


def test_a_form_keeps_nothing_from_one_printing_to_the_next() -> None:
    """What it counts or gathers in a file that it imports would stand in another brief."""
    counting = (
        "{% set seen = namespace(words='') %}"
        "{% macro gather(word) %}"
        "{% set seen.words = seen.words ~ word %}{{ seen.words }}{% endmacro %}"
    )
    template = '{% import "_shared/m.j2" as m %}{{ m.gather("a") }} {{ m.gather("b") }}'
    printed = [render(template, **{"_shared/m.j2": counting}) for _ in range(3)]
    assert printed == ["a ab"] * 3


def test_a_file_of_a_form_that_was_changed_prints_as_it_is_now() -> None:
    template = '{% import "_shared/m.j2" as m %}{{ m.word() }}'
    words = [
        render(template, **{"_shared/m.j2": f"{{% macro word() %}}{word}{{% endmacro %}}"})
        for word in ("one", "two", "one")
    ]
    assert words == ["one", "two", "one"]


def test_a_form_has_words_in_the_briefs_language() -> None:
    template = (
        "{{ _('Annex') }} {{ _('As at {date}', date=title) }} "
        "{{ pgettext('of a staff', 'Section') }} "
        "{{ ngettext('{checked} of {number} statement', '{checked} of {number} statements', 2, "
        "checked=1) }} "
        "{{ _('No catalogue has {what.__class__} {what}.', what='this') }}"
    )
    context = {**CONTEXT, "lang": "fr-FR"}

    assert render_template({MAIN: template}, context) == (
        "Annexe À jour au A &amp; &lt;b&gt; Bureau 1 sur 2 énoncés "
        "No catalogue has {what.__class__} this."
    )


ATTACKS = {
    "cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "self": "{{ self.__init__.__globals__ }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "lipsum": "{{ lipsum.__globals__ }}",
    "request": "{{ request.application.__globals__ }}",
    "class of a string": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "class by index": "{{ ''['__class__'] }}",
    "class by attr": "{{ ''|attr('__class__') }}",
    "class by map": "{{ ['']|map(attribute='__class__')|join }}",
    "str.format": "{{ '{0.__class__}'.format(title) }}",
    "format by attr": "{{ ('{0.__class__}'|attr('format'))(title) }}",
    "format filter": "{{ '%s'|format(title) }}",
    "format_map": "{{ '{a.__class__}'.format_map({'a': title}) }}",
    "method of a value": "{{ items.append(1) }}",
    "changed mapping": "{{ items[0].update({'name': 'z'}) }}",
    "method of a string": "{{ title.upper() }}",
    "globals of a macro": "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "function of a macro": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "environment of a macro": "{% macro m() %}{% endmacro %}{{ m._environment.loader }}",
    "globals of a word": "{{ _.__globals__ }}",
    "catalogue of a word": "{{ _.__self__ }}",
    "function of a word": "{{ ngettext.__func__ }}",
    "word without its value": "{{ _('{secret}') }}",
    "range": "{{ range(10) }}",
    "dict": "{{ dict(a=1) }}",
    "multiplication": "{{ 'A' * 10000000000 }}",
    "power": "{{ 9 ** 999999999 }}",
    "percent": "{{ '%10000000000d' % 1 }}",
    "centre": "{{ title|center(10000000000) }}",
    "indent": "{{ title|indent(10000000000) }}",
    "safe": "{{ title|safe }}",
    "pprint": "{{ title|pprint }}",
    "xmlattr": "{{ {'a': 1}|xmlattr }}",
    "include of a file": "{% include '/etc/passwd' %}",
    "include above": "{% include '../../../etc/passwd' %}",
    "import of nothing": "{% import 'os' as os %}{{ os.name }}",
    "extends nothing": "{% extends 'file:///etc/passwd' %}",
    "undefined name": "{{ secret }}",
    "undefined attribute": "{{ items[0].secret }}",
    "call of a value": "{{ title() }}",
    "macro without end": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "debug": "{% debug %}",
    "do": "{% do items.append(1) %}",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_what_a_template_may_not_do_is_an_error_of_the_template(name: str) -> None:
    with pytest.raises(RenderError) as raised:
        render(ATTACKS[name])
    (problem,) = raised.value.problems
    assert problem.place.file == MAIN
    assert problem.sentence.endswith(".")


def test_the_context_is_as_it_was_after_every_attack() -> None:
    assert CONTEXT["items"] == [{"name": "x", "count": 2}, {"name": "y", "count": 1}]


def test_an_undefined_name_is_told_with_file_and_line() -> None:
    shared = "{% macro m() %}\n\n{{ nothing }}\n{% endmacro %}"
    template = '\n{% import "_shared/m.j2" as m with context %}\n{{ m.m() }}'
    with pytest.raises(RenderError, match=r"_shared/m\.j2:3: .*nothing"):
        render(template, **{"_shared/m.j2": shared})
    with pytest.raises(RenderError, match=r"brief\.html\.j2:4: .*nothing"):
        render("\n\n\n{{ nothing }}")


def test_a_malformed_template_is_told_with_file_and_line() -> None:
    with pytest.raises(RenderError, match=r"brief\.html\.j2:2: The template is not well formed"):
        render("a\n{% if %}")
    with pytest.raises(RenderError, match=r"_shared/m\.j2:1: The template is not well formed"):
        render('{% include "_shared/m.j2" %}', **{"_shared/m.j2": "{{ a b }}"})


def test_a_value_that_a_filter_cannot_use_is_told_with_its_line() -> None:
    with pytest.raises(RenderError, match=r"brief\.html\.j2:2"):
        render("\n{{ items|sum }}")


def test_output_has_a_largest_size() -> None:
    nested = "".join(f"{{% for a{n} in long %}}" for n in range(5))
    closing = "{% endfor %}" * 5
    with pytest.raises(RenderError, match=f"more than {LARGEST_OUTPUT:,} characters"):
        render(f"{nested}{{{{ long }}}}{closing}")

"""How many definitions of a drawing may stand behind one another, however it is written."""

from collections.abc import Iterable

import pytest

from briefbuilder.errors import InvalidFileError
from briefbuilder.storage.drawings import MAX_REFERENCES, NAMESPACE, clean_drawing


def masks(number: int, used: Iterable[int]) -> bytes:
    """A drawing with masks of which each is masked by the next; `used` are those that it names."""
    links = [f' mask="url(#m{one + 1})"' for one in range(number - 1)] + [""]
    shape = '<rect width="1" height="1"{}/>'
    held = (f'<mask id="m{at}">{shape.format(link)}</mask>' for at, link in enumerate(links))
    drawn = (shape.format(f' mask="url(#m{one})"') for one in used)
    svg = f'<svg xmlns="{NAMESPACE}" viewBox="0 0 9 9"><defs>{"".join(held)}</defs>'
    return f"{svg}{''.join(drawn)}</svg>".encode()


@pytest.mark.parametrize("used", [[0], range(5), range(4, -1, -1)], ids=["one", "down", "up"])
def test_the_order_of_a_drawing_lets_no_longer_row_through(used: Iterable[int]) -> None:
    clean_drawing(masks(MAX_REFERENCES, [one for one in used if one < MAX_REFERENCES]), "a.svg")
    with pytest.raises(InvalidFileError, match="too many times over"):
        clean_drawing(masks(MAX_REFERENCES + 1, used), "a.svg")

"""Pictures out of files, by a door that loads what opens them only for a picture.

Most libraries, briefs and forms hold none, or none that a command asks for, and what opens
pictures safely takes longer to load than many a command to run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefbuilder.domain.briefs import Media
    from briefbuilder.storage.images import ImageFile, MediaType

PICTURE_ENDINGS = (".jpeg", ".jpg", ".png", ".svg")


def clean_picture(data: bytes, name: str) -> bytes:
    """The bytes of the same picture with nothing in it but what draws it; as `clean_image`."""
    from briefbuilder.storage.images import clean_image  # noqa: PLC0415

    return clean_image(data, name).data


def picture_from(data: bytes, name: str) -> ImageFile:
    """A picture that somebody chose; as `read_image`."""
    from briefbuilder.storage.images import read_image  # noqa: PLC0415

    return read_image(data, name)


def media_of(name: str, media_type: MediaType, data: bytes) -> Media:
    """A picture out of a brief's file; as `media_from`."""
    from briefbuilder.storage.images import media_from  # noqa: PLC0415

    return media_from(name, media_type, data)

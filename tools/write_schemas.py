"""Write the JSON Schemas of the file formats to docs/formats/schemas/."""

from pathlib import Path

from briefbuilder.storage.atomic import write_atomically
from briefbuilder.storage.schemas import schema_texts

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "formats" / "schemas"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in schema_texts().items():
        write_atomically(FOLDER / name, text.encode("utf-8"))
        print(FOLDER / name)

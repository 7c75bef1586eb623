"""Bring the words of every language up to date: the tables, and the catalogues of sentences."""

import subprocess
import sys
from pathlib import Path

from tools.catalogues import DOMAINS, found_words, update
from tools.language_tables import tables_text

TABLES = Path(__file__).resolve().parent.parent / "src/briefbuilder/language/unicode_tables.py"


def formatted(text: str) -> str:
    """Python as the formatter would leave it."""
    ruff = Path(sys.executable).with_name("ruff")
    command = [str(ruff), "format", "--stdin-filename", str(TABLES), "-"]
    return subprocess.check_output(command, input=text, text=True, encoding="utf-8")


if __name__ == "__main__":
    TABLES.write_text(formatted(tables_text()), encoding="utf-8")
    sentences: list[str] = []
    for domain in DOMAINS:
        print(f"{domain.name}: {len(found_words(domain).messages)} texts in the program")
        sentences += update(domain)
    print("\n".join(sentences) or "Every catalogue has every word.")
    sys.exit(1 if sentences else 0)

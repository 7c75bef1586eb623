"""Live pages: the page under the caret from a slice of the document (`docs/adr/0015`)."""

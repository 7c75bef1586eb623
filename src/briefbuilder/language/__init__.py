"""Words in each language: catalogues of sentences, and how a language writes dates and lists."""

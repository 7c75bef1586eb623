"""The rules of the library check, by concern; `domain.library_rules` runs them."""

"""A brief as paper: HTML, tagged PDF pages, Word, and the proof that all of it came out."""

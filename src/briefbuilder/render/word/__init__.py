"""The Word document of a brief: written from the flow of its pages, and read back."""

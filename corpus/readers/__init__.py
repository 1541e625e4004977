"""One reader a file format: bytes in, a Document of paragraphs and tables out."""

"""The rules on figures and reports, each with its source, example and finding."""

"""
Everything that can go wrong for a user, as one tree. Callers at the edge catch `NianbaoError`
and print its one Chinese line, which says what, where and what to do.

NianbaoError
  x DocumentError     a report file cannot be read (file, page or table in the message)
  x FiguresError      this year's figures cannot be used (file, sheet, cell in the message)
    x ForeignWorkbook   it is a workbook without a sheet for each table; perhaps a whole report
  x CorpusError       the corpus lacks what was asked for, or cannot be written
  x ModelError        a chat or embedding model is missing, slow, down or answered nonsense
    x ModelUnreachable  it is down or too slow: asking again costs as much time once more
  x PromptError       a prompt file is missing or lacks a variable
  x StoreError        the data folder or database cannot be used
  x ExportError       an exported file cannot be written (path in the message)
  x NotAccepted       accept or export was asked while blocking findings are open
  x StaleRevision     somebody else saved the section in the meantime
  x NotAllowed        the role may not do this
  x SettingsError     a setting or option has no meaning
"""


class NianbaoError(Exception):
    """Base of all errors with a message for the user: one line, Chinese, no traceback."""


class DocumentError(NianbaoError):
    """A report file cannot be read."""


class FiguresError(NianbaoError):
    """Figures cannot be used: the message names the file, sheet and cell."""


class ForeignWorkbook(FiguresError):
    """A workbook of another making, without a sheet for each table. It may be a whole report."""


class CorpusError(NianbaoError):
    """The corpus lacks what was asked for, or cannot be written."""


class ModelError(NianbaoError):
    """A chat or embedding model is missing, down, too slow or answered in the wrong form."""


class ModelUnreachable(ModelError):
    """A model's endpoint is down or did not answer in time."""


class PromptError(NianbaoError):
    """A prompt file is missing, malformed, or lacks a variable."""


class StoreError(NianbaoError):
    """The data folder or the database cannot be used."""


class ExportError(NianbaoError):
    """An exported file cannot be written, or not in this format."""


class NotAccepted(NianbaoError):
    """Blocking findings are open."""


class StaleRevision(NianbaoError):
    """The section was saved by somebody else since it was read."""


class NotAllowed(NianbaoError):
    """The role may not do this."""


class SettingsError(NianbaoError):
    """A setting or an option has no meaning."""

"""What can go wrong, as one tree.

UprError
├── ReadError                     a file cannot be read; exit status 2
│   ├── NoFileError               missing, a folder, or not allowed to be opened
│   ├── UnknownFormatError        neither PDF nor DOCX
│   ├── DamagedFileError          truncated, mutated, or not what it says it is
│   ├── EncryptedFileError        asks for a password
│   ├── NoTextError               pages without text: a scan
│   ├── TooLargeError             more bytes, pages or unpacked data than allowed
│   ├── ReaderStoppedError        took too long or too much memory in its child process
│   ├── NotUprError               readable, but no paper of the review
│   ├── WrongLanguageError        a paper of the review in a language not read here
│   ├── UnknownLayoutError        no layout fits
│   └── AmbiguousLayoutError      more than one layout fits
├── MissingExtraError             an optional package is not installed
├── ExportError                   an export cannot be taken in, or not be made
│   ├── NoExportError             missing, a folder, or not allowed to be opened
│   ├── UnknownExportError        no export that is known here, by its content
│   ├── DamagedExportError        truncated, broken quotes, wrong shape
│   ├── ExportTooLargeError       more columns, signs or unpacked data than allowed
│   └── ExportReaderStoppedError  crashed, or took too long, in its child process
├── FetchError                    a document could not be fetched
│   ├── NoSuchDocumentError       the service does not have it
│   ├── WrongDocumentError        what came is not the document asked for
│   ├── FetchRefusedError         robots.txt or the service says no
│   └── ServiceError              the service is slow, broken or goes in circles
├── NoCodingError                 a share was asked for over nothing that is coded
├── StaleCorrectionError          a correction no longer matches its document
└── UnknownNameError              a name that is no State, issue, goal or group
"""


class UprError(Exception):
    """Whatever this library raises on purpose; its text is a sentence for a person."""


class ReadError(UprError):
    """A file cannot be read."""


class NoFileError(ReadError):
    """There is no such file, it is a folder, or it may not be opened."""


class UnknownFormatError(ReadError):
    """The file is neither PDF nor DOCX."""


class DamagedFileError(ReadError):
    """The file is truncated, altered or not what it says it is."""


class EncryptedFileError(ReadError):
    """The file asks for a password."""


class NoTextError(ReadError):
    """The pages hold pictures and no text."""


class TooLargeError(ReadError):
    """The file exceeds a limit: bytes, pages, or size when unpacked."""


class ReaderStoppedError(ReadError):
    """The reader took too long or too much memory and was stopped."""


class NotUprError(ReadError):
    """The file can be read and is no paper of the review."""


class WrongLanguageError(ReadError):
    """The paper is in a language that is not read here."""

    def __init__(self, language: str) -> None:
        """Keep the language's English name."""
        self.language = language
        super().__init__(
            f"The paper is in {language}; only English is read. Nothing was kept."
        )

    def __reduce__(self) -> tuple[type["WrongLanguageError"], tuple[str]]:
        """Cross to another process whole: the message is made anew there."""
        return type(self), (self.language,)


class UnknownLayoutError(ReadError):
    """No layout fits the document."""


class AmbiguousLayoutError(ReadError):
    """More than one layout fits the document."""


class MissingExtraError(UprError):
    """What was asked for needs a package that is not installed."""

    def __init__(self, what: str, package: str, extra: str) -> None:
        """Say what needs which package, and the extra that brings it."""
        super().__init__(
            f"{package} is needed for {what} and is not installed: "
            f"pip install 'upright[{extra}]'."
        )


class NoCodingError(UprError):
    """A share was asked for over nothing that is coded."""


class StaleCorrectionError(UprError):
    """A correction does not match its document exactly once."""


class UnknownNameError(UprError):
    """A name is not in the reference facts."""


class ExportError(UprError):
    """A file of somebody's records cannot be taken in, or not be made."""


class NoExportError(ExportError):
    """There is no such file, it is a folder, or it may not be opened."""


class UnknownExportError(ExportError):
    """The content of the file is no export that is known here."""


class DamagedExportError(ExportError):
    """The file is truncated, has broken quotes, or not the shape it begins with."""


class ExportTooLargeError(ExportError):
    """The file exceeds a limit: columns, signs in a cell, or size when unpacked."""


class ExportReaderStoppedError(ExportError):
    """The reader of spreadsheets crashed or was stopped in its child process."""


class FetchError(UprError):
    """A document could not be fetched."""


class NoSuchDocumentError(FetchError):
    """The service does not have the document."""


class WrongDocumentError(FetchError):
    """What the service sent is not the document that was asked for."""


class FetchRefusedError(FetchError):
    """The service does not want to be asked, by robots.txt or by its answer."""


class ServiceError(FetchError):
    """The service did not answer, broke off, or led in a circle."""

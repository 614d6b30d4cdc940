"""Files out of a ZIP archive or a folder, opened so that no archive can fill memory or time.

A ZIP of some kilobytes can hold petabytes. So nothing is unpacked but what is read, piece by
piece; and how much that may be is bounded by what the archive declares, by its ratio, and, since
an archive can lie, by what really comes out.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from netlog.errors import BadInput, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typing_extensions import Buffer

_LARGEST = 1024**3  # bytes of one file, unpacked: some three million messages
_UNSUSPECTED = 32 * 1024**2  # bytes below which no ratio matters
_HIGHEST_RATIO = 200  # text is packed to a tenth or, where lines repeat, to a fiftieth
_LARGEST_INDEX = 1024**2  # bytes: some ten thousand files; each takes a kilobyte of memory


class Part(NamedTuple):
    """A file of a folder or an archive; `size` in bytes, as far as is known before reading."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


def list_parts(path: Path) -> list[Part]:
    """The files of a folder or a ZIP archive by their bare names, or the one file itself.

    Raises NotFound if there is nothing there, and BadInput for what is no file or no sound ZIP.
    """
    try:
        if path.is_dir():
            return [_file_part(file) for file in sorted(path.iterdir()) if file.is_file()]
        if not path.exists():
            raise NotFound(f"there is no file {path}", "check the path")
        if not path.is_file():
            raise BadInput(f"{path} is not a file", "name a file, a folder or a ZIP archive")
        return list(_list_archive(path)) if is_archive(path) else [_file_part(path)]
    except OSError as error:
        raise BadInput(
            f"{path} cannot be read: {error.strerror or error}",
            "check what it is and its permissions",
        ) from error


def is_archive(path: Path) -> bool:
    """Whether a file is a ZIP archive, by its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}


def list_folder(folder: Path) -> list[Part]:
    """What is in a folder, by name; opening what is no file is an OSError. Raises BadInput for a
    folder that cannot be read.
    """
    try:
        return [_file_part(path) for path in sorted(folder.iterdir())]
    except OSError as error:
        raise BadInput(
            f"{folder} cannot be read: {error.strerror or error}", "check its permissions"
        ) from error


def _file_part(path: Path) -> Part:
    name = os.fsencode(path.name).decode("utf-8", "replace")
    return Part(name, path.stat().st_size if path.is_file() else 0, partial(_open_file, path))


def _open_file(path: Path) -> BinaryIO:
    if path.is_fifo():
        raise OSError("it is a pipe")  # of which nobody may be at the other end
    return path.open("rb")


def _list_archive(path: Path) -> Iterator[Part]:
    _check_index(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise _broken(path) from error
    for member in members:
        name = PurePosixPath(member.filename).name
        is_folder = member.filename.endswith("/")
        if name and not is_folder and not name.startswith("."):  # Macs add `._` files
            yield Part(name, member.file_size, _opener(path, member))


def _opener(path: Path, member: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > _LARGEST or (
            member.file_size > _UNSUSPECTED and ratio > _HIGHEST_RATIO
        ):
            raise _swollen(member.filename)
        return io.BufferedReader(_Member(path, member), 64 * 1024)

    return open_member


class _Member(io.RawIOBase):
    """A file of an archive, read as it is unpacked. What is wrong with it is an OSError."""

    def __init__(self, path: Path, member: zipfile.ZipInfo) -> None:
        super().__init__()
        self._member = member
        self._archive = zipfile.ZipFile(path)
        self._count = 0
        try:
            self._stream = self._archive.open(member)
        except (zipfile.BadZipFile, RuntimeError, OSError, ValueError) as error:
            self._archive.close()
            reason = "it has a password" if member.flag_bits & 1 else error
            raise BadInput(
                f"{member.filename} in the archive cannot be unpacked: {reason}",
                "unpack the archive with another program, and import the folder",
            ) from error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._stream.read(len(view))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise OSError("the archive is damaged") from error
        self._count += len(data)
        if self._count > self._member.file_size:
            raise OSError("the archive holds more than it says")
        view[: len(data)] = data
        return len(data)

    def tell(self) -> int:
        return self._count

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            self._archive.close()
        super().close()


def _check_index(path: Path) -> None:
    """Refuse an archive whose list of files is too long to be kept, before zipfile keeps it."""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - 66_000))  # the record at the end, and the longest comment after it
        tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        raise _broken(path)
    (length,) = struct.unpack_from("<I", tail, end + 12)
    wide = tail.rfind(b"PK\x06\x06", 0, end)  # of an archive with more than 65,535 files
    if wide >= 0 and len(tail) >= wide + 56:
        (length,) = struct.unpack_from("<Q", tail, wide + 40)
    if length > _LARGEST_INDEX:
        raise BadInput(
            f"{path} holds too many files", "unpack what you need of it, and import the folder"
        )


def _swollen(name: str) -> BadInput:
    return BadInput(
        f"{name} in the archive would take up far too much when unpacked",
        "this is no export that a person would have; download it anew",
    )


def _broken(path: Path) -> BadInput:
    return BadInput(
        f"{path} is not a whole ZIP archive", "download it anew; it may have been cut short"
    )

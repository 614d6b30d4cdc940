"""Files of the user's, written in one step."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from netlog.errors import BadInput

_IN_MEMORY = 1 << 22  # bytes


def replace(path: Path, content: bytes, *, sync: bool = True) -> None:
    """Put a file there, or nothing; readable for its owner alone, and on the disk unless `sync` is
    off. Raises OSError.
    """
    replace_by_pieces(path, [content], sync=sync)


def replace_by_pieces(path: Path, pieces: Iterable[bytes], *, sync: bool = True) -> int:
    """The same for what is made piece by piece; returns how many bytes it came to. Whatever the
    making raises leaves the file as it was.
    """
    import tempfile

    handle, name = tempfile.mkstemp(prefix=".netlog-", dir=path.parent)  # 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            size = file.tell()
            file.flush()
            if sync:
                os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return size


def write(path: Path, pieces: Iterable[bytes]) -> int | None:
    """Write what is made piece by piece to a path of the user's choice, and return the size of the
    file; None for a pipe or a device. Raises BadInput, and whatever the making raises, before
    anything is written.
    """
    try:
        if path.is_file() or not path.exists():
            # Where the name is a link, what it leads to is written, and the link stays.
            return replace_by_pieces(Path(os.path.realpath(path)), pieces)
        with gathered(pieces) as whole, path.open("wb") as stream:
            stream.writelines(whole)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise BadInput(f"{path} cannot be written: {reason}", "name another file") from error
    return None


@contextlib.contextmanager
def gathered(pieces: Iterable[bytes]) -> Iterator[IO[bytes]]:
    """All of what is made piece by piece, to be read. Whoever takes it slowly, as a pager does,
    then holds no lock on what it is made from, and nothing is given out if the making fails.
    """
    import tempfile

    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as whole:
        for piece in pieces:  # writelines would not look at the size before the end
            whole.write(piece)
        whole.seek(0)
        yield whole

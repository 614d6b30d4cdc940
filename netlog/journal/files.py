"""Files of the user's, written in one step."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

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

"""Files of the user's, written in one step."""

import os
from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Put a file there, or nothing; readable for its owner alone. Raises OSError."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=".netlog-", dir=path.parent)  # 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)

"""`python -m netlog`."""

from netlog.cli import main

if __name__ == "__main__":
    raise SystemExit(main())

"""The use cases: read, decide, write. Each returns a value."""

"""The only place that prints: terminal, plain text, CSV and JSON."""

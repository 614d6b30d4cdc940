"""The domain: values in, values out. No clock, no files, no database."""

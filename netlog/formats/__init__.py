"""Foreign files, one reader each: records or located problems. None opens the journal."""

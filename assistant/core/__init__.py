"""The domain in plain Python: standard library only, no I/O, no framework, no clock."""

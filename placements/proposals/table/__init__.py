"""The coordinator's table: every home that waits beside the households who fit it best."""

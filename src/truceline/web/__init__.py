"""The record in a browser and over REST: pages under /, the interface for programs under /api/v1."""

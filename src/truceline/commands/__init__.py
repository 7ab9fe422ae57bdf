"""The commands of `truceline`, one file a group."""

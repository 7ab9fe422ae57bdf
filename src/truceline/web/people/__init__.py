"""People who may sign in and programs that hold tokens: what the record keeps of them. Requests are guarded in `access`."""

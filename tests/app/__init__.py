"""The app: its API, its history, its model worker, over HTTP and with real processes."""

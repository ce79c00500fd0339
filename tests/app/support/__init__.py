"""Support for tests that need the app: the real server, in this process or in one of its own."""

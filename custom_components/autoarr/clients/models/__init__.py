"""Typed answers of the services: frozen dataclasses, aware UTC times, sizes in bytes."""

"""Clients for the services of a media stack: one module for each service, imported where it is used."""

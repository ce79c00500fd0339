"""The model service and its worker process."""

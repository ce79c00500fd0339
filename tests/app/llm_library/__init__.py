"""The model library: catalogue, machine, choice, files and downloads."""

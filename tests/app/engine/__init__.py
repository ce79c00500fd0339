"""The engine: plans, decoding, real llama.cpp, the worker process."""

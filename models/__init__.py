"""Tools that make GGUF files for tests and benchmarks: Qwen2's architecture, random weights."""

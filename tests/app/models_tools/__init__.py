"""The tools in `models/`: what they make, real llama.cpp takes."""

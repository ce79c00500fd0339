"""Machines as people have them, as the kernel describes them."""

from autoarr_app.protocol.state import Machine

PI5_CPUINFO = """processor\t: 0
BogoMIPS\t: 108.00
Features\t: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm lrcpc dcpop asimddp
CPU part\t: 0xd0b

processor\t: 1
Features\t: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm lrcpc dcpop asimddp
"""
PI4_CPUINFO = PI5_CPUINFO.replace(" asimddp", "").replace("0xd0b", "0xd08")
N100_CPUINFO = """processor\t: 0
model name\t: Intel(R) N100
flags\t\t: fpu sse4_1 sse4_2 avx f16c fma avx2 bmi1 bmi2 avx_vnni
"""
CELERON_CPUINFO = N100_CPUINFO.replace("avx f16c fma avx2 bmi1 bmi2 avx_vnni", "popcnt")
XEON_CPUINFO = N100_CPUINFO.replace("avx2", "avx2 avx512f avx512bw avx512vl")

PI5_MEMINFO = """MemTotal:        8256016 kB
MemFree:          412345 kB
MemAvailable:    6123456 kB
Buffers:           88888 kB
HugePages_Total:       0
"""


def machine(
    memory_gb: float = 8.2,
    *,
    available_gb: float | None = None,
    processors: int = 4,
    architecture: str = "x86_64",
    features: tuple[str, ...] = ("avx2",),
) -> Machine:
    """Return a machine; sizes in decimal gigabytes, as the kernel shows them."""
    available = memory_gb - 0.8 if available_gb is None else available_gb
    return Machine(
        memory_bytes=int(memory_gb * 1e9),
        available_bytes=int(available * 1e9),
        processors=processors,
        architecture=architecture,
        features=list(features),
    )

"""What is read of a machine, bare and in containers."""

from collections.abc import Mapping

from hypothesis import given, strategies as st
import pytest

from autoarr_app.llm.machine import (
    Reader,
    container_memory,
    memory,
    parse_cgroups,
    parse_cpu_max,
    parse_features,
    parse_limit,
    parse_meminfo,
    processors,
    read_machine,
)

from .machines import (
    CELERON_CPUINFO,
    N100_CPUINFO,
    PI4_CPUINFO,
    PI5_CPUINFO,
    PI5_MEMINFO,
    XEON_CPUINFO,
)


def reader(content: Mapping[str, str]) -> Reader:
    """Return something that reads these files and no others."""
    return content.get


@pytest.mark.parametrize(
    ("cpuinfo", "features"),
    [
        (PI5_CPUINFO, ["dotprod"]),
        (PI4_CPUINFO, []),
        (N100_CPUINFO, ["avx2"]),
        (CELERON_CPUINFO, []),
        (XEON_CPUINFO, ["avx2", "avx512"]),
        (N100_CPUINFO.replace(" fma", ""), []),
        (PI5_CPUINFO + PI4_CPUINFO, []),
        ("", []),
    ],
)
def test_only_what_every_processor_can_counts(cpuinfo: str, features: list[str]) -> None:
    """AVX2 without FMA is of no use to llama.cpp, and a weak core may get the work as well."""
    assert parse_features(cpuinfo) == features


def test_memory_of_a_bare_machine() -> None:
    """All of it, and what is available."""
    assert memory(reader({"/proc/meminfo": PI5_MEMINFO})) == (8_454_160_384, 6_270_418_944)


def test_a_container_limit_is_the_memory_and_its_file_cache_counts_as_free() -> None:
    """Version 2, limited two levels up as Docker and systemd do it."""
    content = {
        "/proc/meminfo": PI5_MEMINFO,
        "/proc/self/cgroup": "0::/system.slice/docker-1.scope/init\n",
        "/sys/fs/cgroup/system.slice/docker-1.scope/init/memory.max": "max\n",
        "/sys/fs/cgroup/system.slice/docker-1.scope/memory.max": "3000000000\n",
        "/sys/fs/cgroup/system.slice/docker-1.scope/memory.current": "1000000000\n",
        "/sys/fs/cgroup/system.slice/docker-1.scope/memory.stat": "anon 5\ninactive_file 400000000\n",
    }
    assert container_memory(reader(content)) == [(3_000_000_000, 2_400_000_000)]
    assert memory(reader(content)) == (3_000_000_000, 2_400_000_000)


def test_inside_a_container_the_limit_is_at_the_root() -> None:
    """With a cgroup namespace the own group is /."""
    content = {
        "/proc/meminfo": PI5_MEMINFO,
        "/proc/self/cgroup": "0::/\n",
        "/sys/fs/cgroup/memory.max": "2000000000",
        "/sys/fs/cgroup/memory.current": "500000000",
    }
    assert memory(reader(content)) == (2_000_000_000, 1_500_000_000)


def test_version_1_limits_count_and_its_largest_number_is_none() -> None:
    """The old tree, as on hosts that were never updated."""
    content = {
        "/proc/meminfo": PI5_MEMINFO,
        "/proc/self/cgroup": "9:name=systemd:/\n4:memory:/docker/1\n0::/\n",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712",
        "/sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes": "4000000000",
        "/sys/fs/cgroup/memory/docker/1/memory.usage_in_bytes": "3500000000",
        "/sys/fs/cgroup/memory/docker/1/memory.stat": "total_inactive_file 100000000\n",
    }
    assert memory(reader(content)) == (4_000_000_000, 600_000_000)


def test_more_in_use_than_allowed_is_nothing_free() -> None:
    """Not a negative number."""
    content = {
        "/proc/meminfo": PI5_MEMINFO,
        "/proc/self/cgroup": "0::/",
        "/sys/fs/cgroup/memory.max": "1000",
        "/sys/fs/cgroup/memory.current": "5000",
    }
    assert memory(reader(content)) == (1_000, 0)


def test_processors_are_those_the_container_grants() -> None:
    """`cpu.max` of one half still gives one."""
    for text, most in (("50000 100000", 1), ("100000 100000", 1), ("max 100000", 10_000)):
        content = {"/proc/self/cgroup": "0::/", "/sys/fs/cgroup/cpu.max": text}
        assert 1 <= processors(reader(content)) <= most


@pytest.mark.parametrize(
    ("text", "granted"),
    [("max 100000", None), ("200000 100000", 2.0), ("", None), (None, None), ("5 0", None)],
)
def test_cpu_max_is_read(text: str | None, granted: float | None) -> None:
    """Quota and period."""
    assert parse_cpu_max(text) == granted


@given(text=st.text(max_size=300))
def test_no_text_of_the_kernel_can_break_it(text: str) -> None:
    """Kernels differ, and /proc may be hidden."""
    parse_meminfo(text)
    parse_features(text)
    parse_limit(text)
    parse_cpu_max(text)
    parse_cgroups(text)
    total, available = memory(lambda _: text)
    assert 0 <= available <= total
    assert processors(lambda _: text) >= 1


def test_this_machine_has_memory_and_processors() -> None:
    """The real one."""
    here = read_machine()
    assert here.memory_bytes >= here.available_bytes > 0
    assert here.processors >= 1
    assert here.architecture

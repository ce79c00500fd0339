"""The whole API, fuzzed from its own description: valid input works, invalid input is refused."""

import asyncio
from pathlib import Path
import sys
from typing import Final

import pytest

from tests.app.gguf import tiny_gguf
from tests.app.support.launch import AppProcess
from tests.app.support.process import app_process
from tests.app.support.server import AppServer, until

WITHOUT_A_MODEL: Final = """
[[operations]]
include-tag = ["model", "models"]
# The document says so, and there is no model here: `no-model`.
checks.not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", "503"]
"""

WITH_A_MODEL: Final = """
[[operations]]
include-tag = ["model"]
# Who gives the model a tenth of a second may be told that this is too short: `model-timeout`.
checks.not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", "504"]
"""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


async def fuzz(
    folder: Path, app: AppProcess, server: AppServer, config: str, *options: str
) -> list[int]:
    """Run every check of schemathesis, the same examples each time; return the statuses of all answers.

    The WebSocket is tested elsewhere.
    """
    file = folder / "schemathesis.toml"
    file.write_text(config)
    fuzzing = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "schemathesis.cli",
        f"--config-file={file}",
        "run",
        f"{server.url}/openapi.json",
        f"--header=Authorization: Bearer {server.token}",
        "--checks=all",
        "--phases=examples,coverage,fuzzing",
        "--max-examples=12",
        "--generation-deterministic",
        "--exclude-path=/api/v1/ws",
        "--no-color",
        *options,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=folder,
    )
    output, _ = await fuzzing.communicate()
    assert fuzzing.returncode == 0, output.decode()[-20_000:]
    assert not app.said("unexpected_error")
    return [line["status"] for line in app.said("request")]


async def test_every_check_of_schemathesis_holds_for_every_operation(tmp_path: Path) -> None:
    """Against the running app with its real history: no 5xx, no undocumented answer."""
    async with app_process(tmp_path / "data") as (app, server):
        statuses = await fuzz(tmp_path, app, server, WITHOUT_A_MODEL)
        assert len(statuses) > 1_000
        assert {status for status in statuses if status >= 500} <= {503}
        assert (await server.ask("GET", "/info")).json["history"]["healthy"] is True


async def test_every_check_of_schemathesis_holds_for_questions_that_a_model_answers(
    tmp_path: Path,
) -> None:
    """Against the running app with the real llama.cpp: whatever is asked, the answer fits the schema."""
    models = tmp_path / "data" / "models"
    models.mkdir(parents=True)
    (models / "tiny.gguf").symlink_to(tiny_gguf())
    options = ("--model=file:tiny", "--model-threads=1")
    async with app_process(tmp_path / "data", *options) as (app, server):

        async def ready() -> bool:
            return bool((await server.ask("GET", "/info")).json["model"]["status"] == "ready")

        await until(ready)
        statuses = await fuzz(tmp_path, app, server, WITH_A_MODEL, "--include-tag=model")
        assert statuses.count(200) > 50
        assert {status for status in statuses if status >= 500} <= {504}

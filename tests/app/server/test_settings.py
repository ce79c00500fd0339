"""Settings: three sources, later ones win, and a wrong one is named with its place."""

from pathlib import Path

import orjson
import pytest

from autoarr_app.options import Loaded, SettingsError, load


def loaded(
    tmp_path: Path,
    *arguments: str,
    options: object = None,
    environment: dict[str, str] | None = None,
) -> Loaded:
    """Load settings as the program does."""
    file = tmp_path / "options.json"
    if options is not None:
        file.write_bytes(options if isinstance(options, bytes) else orjson.dumps(options))
    return load(arguments, environment or {}, options_file=file)


def refusal(tmp_path: Path, *arguments: str, **sources: object) -> str:
    """Return why settings are refused."""
    with pytest.raises(SettingsError) as error:
        loaded(tmp_path, *arguments, **sources)  # type: ignore[arg-type]
    return str(error.value)


def test_the_environment_wins_over_options_and_flags_win_over_both(tmp_path: Path) -> None:
    """Each source has its own say."""
    found = loaded(
        tmp_path,
        "--port=3",
        options={"port": 1, "retention_days": 7, "log_level": "debug"},
        environment={"AUTOARR_PORT": "2", "AUTOARR_RETENTION_DAYS": "8"},
    ).settings
    assert (found.port, found.retention_days, found.log_level) == (3, 8, "debug")


def test_the_defaults_need_no_source(tmp_path: Path) -> None:
    """A checkout runs at once, and only for itself."""
    found = loaded(tmp_path).settings
    assert (found.host, found.port) == ("127.0.0.1", 8099)
    assert found.data_dir == Path("data")
    assert found.models_path == Path("models")
    assert found.allowed_origins == []


def test_a_data_folder_takes_everything_along(tmp_path: Path) -> None:
    """Models, token and history lie together unless said otherwise."""
    found = loaded(tmp_path, "--data-dir=/srv/autoarr").settings
    assert found.models_path == Path("/srv/autoarr/models")
    assert found.token_path == Path("/srv/autoarr/token")


def test_under_supervisor_everything_is_in_its_data_folder(tmp_path: Path) -> None:
    """The options file says that Supervisor runs the app."""
    found = loaded(tmp_path, options={}).settings
    assert found.data_dir == Path("/data")
    assert found.models_path == Path("/data/models")


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [
        ("port", 70_000, "65535"),
        ("port", "many", "integer"),
        ("log_level", "loud", "'debug'"),
        ("retention_days", 0, "greater than or equal to 1"),
        ("allowed_origins", ["*"], "name each origin"),
        ("allowed_origins", ["https://ha.example.org/lovelace"], "scheme, host and port"),
        ("allowed_origins", ["ha.example.org"], "no origin"),
        ("remote_url", "ftp://box", "http://"),
        ("remote_url", "http://user:pass@box", "remote_api_key"),
        ("model", "../../etc/passwd", "pattern"),
        ("concurrency", [], "integer"),
    ],
)
def test_a_wrong_option_is_named_with_its_file(
    tmp_path: Path, option: str, value: object, word: str
) -> None:
    """The message can be acted on."""
    text = refusal(tmp_path, options={option: value})
    assert text.startswith(f'option "{option}" in {tmp_path}/options.json: ')
    assert word in text


def test_a_wrong_variable_and_a_wrong_flag_are_named(tmp_path: Path) -> None:
    """Wherever it was set."""
    text = refusal(tmp_path, environment={"AUTOARR_PORT": "x"})
    assert text.startswith('option "port" in environment variable AUTOARR_PORT: ')
    text = refusal(tmp_path, "--body-limit-kb=1")
    assert text.startswith('option "body_limit_kb" in flag --body-limit-kb: ')


def test_a_wrong_option_is_refused_even_if_a_flag_wins_over_it(tmp_path: Path) -> None:
    """It would bite on the day the flag is taken away."""
    assert "options.json" in refusal(tmp_path, "--port=1", options={"port": -1})


def test_a_wrong_key_is_not_repeated(tmp_path: Path) -> None:
    """Messages end up in logs."""
    assert "hunter22" not in refusal(tmp_path, options={"remote_api_key": ["hunter22"]})


def test_what_belongs_together_is_checked_over_all_sources(tmp_path: Path) -> None:
    """A remote server needs the name of a model, from wherever."""
    assert "remote_model" in refusal(tmp_path, options={"remote_url": "http://box:11434"})
    found = loaded(
        tmp_path,
        options={"remote_url": "http://box:11434/"},
        environment={"AUTOARR_REMOTE_MODEL": "qwen2.5"},
    ).settings
    assert found.remote_url == "http://box:11434"


def test_empty_texts_and_nulls_of_a_form_set_nothing(tmp_path: Path) -> None:
    """Supervisor writes what the form holds."""
    found = loaded(
        tmp_path, options={"remote_url": "", "models_dir": None, "remote_model": ""}
    ).settings
    assert found.remote_url is None
    assert found.models_path == Path("/data/models")


def test_a_list_is_written_with_commas_where_there_are_no_lists(tmp_path: Path) -> None:
    """Variables and flags are texts."""
    found = loaded(
        tmp_path,
        environment={"AUTOARR_ALLOWED_ORIGINS": "http://a.example:1, https://B.example/"},
    ).settings
    assert found.allowed_origins == ["http://a.example:1", "https://b.example"]


def test_unknown_options_are_told_and_do_no_harm(tmp_path: Path) -> None:
    """Supervisor keeps options of older versions."""
    found = loaded(
        tmp_path, options={"colour": "red", "port": 5}, environment={"AUTOARR_PROT": "1"}
    )
    assert found.settings.port == 5
    assert any('"colour"' in text and "options.json" in text for text in found.warnings)
    assert any("AUTOARR_PROT" in text for text in found.warnings)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"port"', b"\xff"])
def test_an_options_file_that_holds_no_object_is_named(tmp_path: Path, content: bytes) -> None:
    """Half-written files happen."""
    assert refusal(tmp_path, options=content).startswith(f"{tmp_path}/options.json ")


def test_an_unknown_flag_ends_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt flag must not be ignored; abbreviations are misspelt too."""
    for flag in ("--prot=1", "--log=debug"):
        with pytest.raises(SystemExit) as end:
            loaded(tmp_path, flag)
        assert end.value.code == 2
        assert flag in capsys.readouterr().err


def test_the_help_tells_of_every_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with what it is for and its default."""
    with pytest.raises(SystemExit) as end:
        loaded(tmp_path, "--help")
    assert end.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "--retention-days DAYS Days the history is kept. (90)" in text
    assert "--port PORT Port to listen at; 0 takes any free one. (8099)" in text
    assert "--remote-api-key" not in text

"""Makes a plan from a JSON schema: bounded schemas alone, so that every answer ends and fits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any, Final

from ..protocol.common import NO_CONTROLS
from .plan import Choice, Field, Flag, Number, Numbers, Option, Record, Rows, Tag, Text, tag_starts

type Schema = Mapping[str, Any]

CHARACTERS_A_TOKEN: Final = 3
"""Fewer than real text has, so that the limit of tokens rarely cuts what the schema allows."""


class GrammarError(Exception):
    """The schema cannot be made a plan: something in it is unbounded or of an unknown kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How the values of a schema are written, by the names of properties and values.

    `labels` rename values, `keys` go before values that may be missing, `likely` are guesses,
    `tokens` are limits of texts; `none_for` and `some_for` as in Rows, by the name of the list.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    likely: Mapping[str, str] = field(default_factory=dict)
    tokens: Mapping[str, int] = field(default_factory=dict)
    none_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    some_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def make_plan(schema: Schema, wording: Wording) -> Record:
    """Return the plan of answers that fit this schema; raises GrammarError."""
    return _Compiler(definitions=schema.get("$defs", {}), wording=wording).record(schema)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiler:
    """Walks a schema with its definitions at hand."""

    definitions: Mapping[str, Schema]
    wording: Wording

    def record(self, schema: Schema) -> Record:
        """Return the plan of an object."""
        schema = self._resolve(schema)
        if schema.get("type") != "object" or schema.get("additionalProperties", True) is not False:
            raise GrammarError("only objects without additional properties can be planned")
        fields: list[Field] = []
        tags: list[Tag] = []
        rows: Rows | None = None
        for name, found in schema["properties"].items():
            part = self._resolve(found)
            if rows is not None:
                raise GrammarError(f"{name} stands after a list of objects")
            if self._lists_objects(part):
                rows = self._rows(name, part, fields)
            elif part.get("type") == "array" and part.get("minItems", 0) == 1:
                first, more = self._texts(name, part)
                fields.append(first)
                tags.extend(more)
            elif part.get("type") in {"array", "boolean"} or "anyOf" in part:
                tags.append(self._tag(name, part))
            else:
                fields.append(Field(name=name, node=self._fixed(name, part)))
        return self._checked(Record(fields=tuple(fields), tags=tuple(tags), rows=rows))

    def _rows(self, name: str, part: Schema, fields: list[Field]) -> Rows:
        """Return the plan of a list of objects."""
        record = self.record(part["items"])
        begins = isinstance(record.fields[0].node, Choice) if record.fields else False
        if not fields or not begins or record.rows:
            raise GrammarError(
                f"the objects of {name} have to begin with a closed set, and be flat"
            )
        return Rows(
            name=name,
            record=record,
            most=self._most(name, part),
            after=fields[-1].name,
            none_for=self.wording.none_for.get(name, ()),
            some_for=self.wording.some_for.get(name, ()),
        )

    def _texts(self, name: str, part: Schema) -> tuple[Field, list[Tag]]:
        """Return the plan of a list of texts: the first is always there, the others are tags."""
        text = self._fixed(name, self._resolve(part["items"]))
        most = self._most(name, part)
        if not isinstance(text, Text):
            raise GrammarError(f"{name} is a list that is never empty, but not of texts")
        key = self._key(name)
        first = Field(name=name, node=text, listed=True)
        if most == 1:
            return first, []
        return first, [Tag(name=name, key=key, node=text, empty=[], listed=True, times=most - 1)]

    def _tag(self, name: str, part: Schema) -> Tag:
        """Return the plan of a value that may be missing."""
        if part.get("type") == "boolean":
            return Tag(name=name, key=self._key(name), node=Flag(), empty=False)
        if part.get("type") == "array":
            item = self._fixed(name, self._resolve(part["items"]))
            if not isinstance(item, Number) or part.get("minItems", 0):
                raise GrammarError(f"{name} is a list of neither numbers, texts nor objects")
            node = Numbers(item=item, most=self._most(name, part))
            return Tag(name=name, key=self._key(name), node=node, empty=[])
        kinds = [self._resolve(kind) for kind in part["anyOf"]]
        real = [kind for kind in kinds if kind.get("type") != "null"]
        if len(real) != 1 or len(kinds) != 2:
            raise GrammarError(f"{name} can be more than one kind of value")
        fixed = self._fixed(name, real[0])
        key = self._key(name) if isinstance(fixed, Text) else self.wording.keys.get(name, "")
        return Tag(name=name, key=key, node=fixed, empty=None)

    def _fixed(self, name: str, part: Schema) -> Choice | Number | Text:
        """Return the plan of a single value."""
        if "const" in part or "enum" in part:
            values = [part["const"]] if "const" in part else part["enum"]
            labels = self.wording.labels
            options = tuple(Option(label=labels.get(str(v), str(v)), value=v) for v in values)
            return Choice(options=options, likely=self.wording.likely.get(name))
        if part.get("type") == "integer" and "minimum" in part and "maximum" in part:
            if not 0 <= part["minimum"] <= part["maximum"]:
                raise GrammarError(f"{name} can be negative or nothing at all")
            return Number(low=part["minimum"], high=part["maximum"])
        if part.get("type") == "string" and part.get("maxLength", 0) >= 1:
            if part.get("pattern", NO_CONTROLS) != NO_CONTROLS or part.get("minLength", 0) > 1:
                raise GrammarError(f"{name} has a pattern that cannot be kept")
            longest = part["maxLength"]
            tokens = self.wording.tokens.get(name, max(4, longest // CHARACTERS_A_TOKEN))
            return Text(characters=longest, tokens=tokens)
        raise GrammarError(f"{name} is unbounded or of an unknown kind")

    def _resolve(self, part: Schema) -> Schema:
        """Return what a reference points to."""
        while "$ref" in part:
            part = self.definitions[part["$ref"].removeprefix("#/$defs/")]
        return part

    def _lists_objects(self, part: Schema) -> bool:
        """Tell whether this is a list of objects."""
        return part.get("type") == "array" and (
            self._resolve(part.get("items", {})).get("type") == "object"
        )

    def _most(self, name: str, part: Schema) -> int:
        """Return how many values a list may have."""
        most = part.get("maxItems", 0)
        if not isinstance(most, int) or most < 1:
            raise GrammarError(f"{name} is a list without an end")
        return most

    def _key(self, name: str) -> str:
        """Return what goes before a value that may be missing."""
        key = self.wording.keys.get(name)
        if not key:
            raise GrammarError(f"{name} may be missing and has no word that tells it is there")
        return key

    def _checked(self, record: Record) -> Record:
        """Return the record if it can be read back: each value tells where it ends and what it is."""
        open_ended = [f.name for f in record.fields if not isinstance(f.node, Choice)]
        if not record.fields or any(f.name in open_ended for f in record.fields[:-1]):
            raise GrammarError(f"{open_ended} can only be the last of the values always there")
        if record.rows and (record.tags or open_ended):
            raise GrammarError(f"only closed sets may stand before {record.rows.name}")
        groups = [[start for tag in record.tags for start in tag_starts(tag)]]
        nodes = [f.node for f in record.fields]
        groups += [[o.label for o in node.options] for node in nodes if isinstance(node, Choice)]
        for group in groups:
            for one, other in permutations(group, 2):
                if one.startswith(other):
                    raise GrammarError(f"{one!r} begins like {other!r}")
        return record

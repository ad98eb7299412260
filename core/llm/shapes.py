"""Objects out of a model's text: the schema it is given, the JSON found in what it wrote, one request for repair."""

import json
from typing import Any

from pydantic import ValidationError

from core.llm.contract import Message, Shape


def strict_schema(shape: type[Shape]) -> dict[str, Any]:
    """The JSON schema in the narrow form that strict servers take: all fields required, none besides."""
    schema = _narrowed(shape.model_json_schema())
    assert isinstance(schema, dict)
    return schema


def instruction(shape: type[Shape]) -> Message:
    """The same request in words, for servers without JSON schemas."""
    schema = json.dumps(strict_schema(shape))
    return Message("system", f"Reply with one JSON object and nothing else. It has to fit this JSON schema:\n{schema}")


def repair(reply: str, complaint: str, shape: type[Shape]) -> list[Message]:
    """The two messages that show a model its reply and what is wrong with it."""
    text = f"That does not fit: {complaint}. Reply with the corrected JSON object and nothing else. Its schema:\n"
    return [Message("assistant", reply[:8000]), Message("user", text + json.dumps(strict_schema(shape)))]


def loosely(reply: str, shape: type[Shape]) -> tuple[Shape | None, str]:
    """The first JSON object in the reply that fits the shape, or None and what is wrong."""
    complaint = "there is no JSON object in it"
    for candidate in _objects(reply):
        try:
            return shape.model_validate(candidate), ""
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_input=False)[:5]
            complaint = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'object'}: {e['msg']}" for e in wrong)
    return None, complaint


def _objects(reply: str) -> list[Any]:
    """JSON objects in a text, however they are wrapped; tried from at most 50 opening braces."""
    decoder, found, at = json.JSONDecoder(), list[Any](), 0
    for _ in range(50):
        at = reply.find("{", at)
        if at < 0:
            break
        try:
            value, at = decoder.raw_decode(reply, at)
            found.append(value)
        except (json.JSONDecodeError, RecursionError):
            at += 1
    return found


def _narrowed(node: Any) -> Any:
    if isinstance(node, list):
        return [_narrowed(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _narrowed(value) for key, value in node.items() if key != "default"}
    if not isinstance(kept.get("title"), dict):
        kept.pop("title", None)
    if kept.get("type") == "object" and isinstance(kept.get("properties"), dict):
        kept["additionalProperties"] = False
        kept["required"] = list(kept["properties"])
    return kept

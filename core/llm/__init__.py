"""The language model: chat with tools, streamed, structured output, embeddings. The only importer of openai.

The OpenAI classes are loaded when they are first asked for: without a model nobody pays for the package.
"""

from typing import TYPE_CHECKING, Any

from core.llm.contract import ChatModel, Delta, Message, Shape, Tool, ToolCall

if TYPE_CHECKING:
    from core.llm.chat import OpenAIChat
    from core.llm.embedder import OpenAIEmbedder

__all__ = ["ChatModel", "Delta", "Message", "OpenAIChat", "OpenAIEmbedder", "Shape", "Tool", "ToolCall"]


def __getattr__(name: str) -> Any:
    if name == "OpenAIChat":
        from core.llm.chat import OpenAIChat

        return OpenAIChat
    if name == "OpenAIEmbedder":
        from core.llm.embedder import OpenAIEmbedder

        return OpenAIEmbedder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""A page as a browser has it, without drawing: Streamlit's own protocol over its websocket, timers included."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

Seen = Callable[[ForwardMsg], None]


class Tab:
    """One open page of one person.

    Args:
        seen: called with every message from the server.
    """

    def __init__(self, socket: Any, page: str, query: str, seen: Seen) -> None:
        self._socket, self._page, self._seen = socket, page, seen
        self.query, self.box, self.buttons = query, "", dict[str, tuple[str, str]]()
        self._hash, self._timers = "", dict[str, asyncio.Task[None]]()
        self.runs, self.lost = 0, False
        """How often the page was drawn, whole or in part; whether the connection ended."""

    async def ask(self, question: str) -> None:
        """Send the question as the box at the foot of the page does."""
        await self._run(lambda state: _text(state, self.box, question))

    async def press(self, label: str) -> None:
        """Press the button that was drawn last with this label."""
        widget, fragment = self.buttons[label]

        def pressed(state: Any) -> None:
            state.fragment_id = fragment
            one = state.widget_states.widgets.add()
            one.id, one.trigger_value = widget, True

        await self._run(pressed)

    async def begin(self) -> None:
        """The first run of the page."""
        await self._run(lambda _: None)

    async def listen(self) -> None:
        """Take in messages until the connection ends."""
        try:
            async for raw in self._socket:
                message = ForwardMsg()
                message.ParseFromString(raw)
                self._take(message)
                self._seen(message)
        finally:
            self.lost = True

    def close(self) -> None:
        """Stop the timers."""
        for timer in self._timers.values():
            timer.cancel()

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.runs += 1
            if not message.metadata.run.fragment_ids:
                self.close()
                self._timers.clear()
        elif kind == "navigation":
            self._hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self._repeat(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "stop_auto_rerun":
            for fragment in message.stop_auto_rerun.fragment_ids:
                if fragment in self._timers:
                    self._timers.pop(fragment).cancel()
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "chat_input":
                self.box = element.chat_input.id
            elif element.WhichOneof("type") == "button":
                self.buttons[element.button.label] = (element.button.id, message.delta.fragment_id)

    def _repeat(self, fragment: str, seconds: float) -> None:
        async def again() -> None:
            while True:
                await asyncio.sleep(seconds)
                await self._run(lambda state: self._of(state, fragment))

        if fragment in self._timers:
            self._timers.pop(fragment).cancel()
        self._timers[fragment] = asyncio.get_running_loop().create_task(again())

    def _of(self, state: Any, fragment: str) -> None:
        state.fragment_id, state.is_auto_rerun = fragment, True

    async def _run(self, prepare: Callable[[Any], None]) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self.query, self._hash
        if not self._hash:
            state.page_name = self._page
        state.context_info.timezone, state.context_info.locale = "UTC", "en-GB"
        prepare(state)
        await self._socket.send(message.SerializeToString())


def answer_in(message: ForwardMsg) -> tuple[str, str, bool] | None:
    """The question and the text of an answer that this message draws, and whether it is still being written; None
    when it draws none, or no text yet."""
    if message.WhichOneof("type") != "delta" or message.delta.WhichOneof("type") != "new_element":
        return None
    element = message.delta.new_element
    if element.WhichOneof("type") != "bidi_component" or element.bidi_component.component_name != "sybil_rich":
        return None
    data = json.loads(element.bidi_component.json or "{}")
    blocks = data.get("blocks", [])
    heads = [one for one in blocks if one["tag"] == "h"]
    said = [one for one in blocks if one["tag"] not in ("h", "meta", "note")]
    if data.get("style") != "answer" or not heads or not said:
        return None
    return _words(heads[:1]), _words(said), "being written" in data.get("label", "")


@asynccontextmanager
async def tab(address: str, page: str, token: str, seen: Seen) -> AsyncIterator[Tab]:
    """Open a page as the person whose sign-in token this is."""
    headers = {"Cookie": f"sybil_session={token}"}
    url = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with websockets.connect(
        url, additional_headers=headers, origin=address, subprotocols=["streamlit"], max_size=None
    ) as socket:
        opened = Tab(socket, page, "", seen)
        listening = asyncio.create_task(opened.listen())
        try:
            await opened.begin()
            yield opened
        finally:
            opened.close()
            listening.cancel()


def _text(state: Any, widget: str, text: str) -> None:
    one = state.widget_states.widgets.add()
    one.id, one.chat_input_value.data = widget, text


def _words(blocks: list[dict[str, Any]]) -> str:
    return "\n".join("".join(run["text"] for run in block["runs"]) for block in blocks)

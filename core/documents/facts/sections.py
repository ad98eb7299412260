"""What headings, labels and list marks announce: decisions, actions, things done, things left open."""

import re

_DECORATION = re.compile(r"^[\s#*_>|=~-]+|[\s#*_|=~:-]+$")
_NUMBERING = re.compile(
    r"^(?:(?:item|agenda item|min(?:ute)?|point)\s+)?(?:\d{1,3}(?:[./-]\d{1,4})*[.):]*|[ivx]{1,5}[.)]|[a-z][.)]|[A-Z]\.)\s+",
    re.IGNORECASE,
)
_BEFORE = (
    r"(?:(?:new|agreed|open|outstanding|key|main|our|the|all|my|current|next|pending|immediate|summary of|list of"
    r"|record of|table of|final|formal|board|committee|team|group|last (?:time|week|month|meeting)['’]s)\s+)*"
)
_AFTER = (
    r"(?:\s+(?:list|items?|points?|log|register|tracker|arising|agreed|taken|made|reached|summary|table|sheet|and owners"
    r"|overview|recap|from .{1,40}|for (?!vote|decision|discussion|approval|consideration).{1,40}|of .{1,40}"
    r"|by .{1,40}|this .{1,20}|\(.{1,40}\)|today|so far))*"
)
_KINDS = tuple(
    (kind, re.compile(rf"{_BEFORE}(?:{words}){_AFTER}", re.IGNORECASE))
    for kind, words in (
        ("both", r"decisions?(?: made| taken)? ?(?:and|&|/|\+) ?actions?(?: items?| points?)?|actions?(?: items?| points?)? ?(?:and|&|/|\+) ?decisions?|outcomes? ?(?:and|&|/) ?actions?"),
        ("done", r"done|completed|finished|closed|already done|done since .{1,30}|completed (?:actions|tasks|items)"),
        (
            "actions",
            r"actions?|action ?items?|action ?points?|aps|to[- ]?dos?|things to do|tasks?|next steps?|follow[- ]?ups?"
            r"|assignments?|who does what|list|homework|responsibilities|commitments|deliverables|jobs",
        ),
        (
            "decisions",
            r"decisions?|decided|resolutions?|resolved|what (?:we|was|has been) (?:decided|agreed|settled)|agreed|agreements?"
            r"|we (?:decided|agreed)|outcomes?|conclusions?|settled|approved|decisions? (?:made|taken|reached)",
        ),
        (
            "open",
            r"open (?:questions?|issues?|points?)|questions?(?: raised)?|parking lot|parked|ideas?|options?|undecided|not decided"
            r"|deferred|postponed|carried (?:over|forward)|background|history|proposals?|for discussion|suggestions?"
            r"|(?:points )?to be decided|how we got here|(?:previous|past|earlier) decisions|rejected|not agreed|risks?"
            r"|still to decide|tbd|not doing",
        ),
    )
)
_LABELS = re.compile(
    r"""^(?:[*_]{1,3}|[\U0001F300-\U0001FAFF\u2190-\u2BFF]\ufe0f?\s*)*(?:
      (?P<decision>(?:key\s+)?decisions?(?:\s+(?:taken|made|reached))?|decided|resolved|resolution|agreed|agreement|outcome
        |conclusion|we\ (?:agreed|decided)|approved|final(?:\ decision)?|settled|verdict)
     |(?P<action>actions?(?:\s+(?:points?|items?|on|for|required|by))?|action|to[-\ ]?dos?|tasks?|next\ steps?|follow[-\ ]?ups?
        |(?-i:AP|AI)s?|assigned|assignment|homework)
     |(?P<proposal>proposals?|proposed(?:\ decision)?|recommendations?|recommended|draft\ decision|motion)
     |(?P<rationale>rationale|reasons?|why|because|reasoning)
     |(?P<other>questions?|ideas?|options?|notes?|n\.?b\.?|info(?:rmation)?|updates?|risks?|issues?|background|context|status
        |discussion|question|fyi|present|apologies|attending|attendees|participants|absent|date|agenda|subject|title)
    )
    (?:\s*(?:no\.?|nr\.?|\#)?\s*[\d./()-]+)?\s*(?:[*_]{1,3})?
    \s*(?::|\s[–—-]\s|[–—])\s*(?:[*_]{1,3})?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_TODO_NAME = re.compile(
    r"^[*_\W]{0,4}(?:TODO|To-?do|ToDo|AP|ACTION|Action|Action point|Task)s?[*_]*\s*(?:\d{1,2}\s*)?"
    r"(?=[(\[]?@?\w[\w.'’/& ]{0,30}?[)\]]?\s*(?::|\sto\s|\s[–—-]\s))"
)
_TAG = re.compile(r"^[(\[]?(?:(?P<decision>D(?:EC)?|R)|(?P<action>A(?:CT|P)?))[- ]?\d{1,3}[)\]]?(?:\s*:|\s*[–—]|\s+-)\s*|^\[(?:(?P<decision2>D|DECISION|DEC)|(?P<action2>A|ACTION|AP|TODO))\]\s*:?\s*", re.IGNORECASE)
BULLET = re.compile(
    r"^\s*(?:>\s*)?(?:(?:[-*•‣◦▪●○·–—+]|→|➔|➜|⇒|➡️?|👉|=>|->|-->|>>)\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s+(?=\S))?"
    r"(?:\[(?P<mark>[ xX✓✔])\]\s*|(?P<box>[☐☑☒✅✔✓])\s*)?"
)


def bare(heading: str) -> str:
    """A heading without marks, numbers and colons."""
    text = _DECORATION.sub("", heading)
    text = _NUMBERING.sub("", text)
    return _DECORATION.sub("", text).strip()


def section_kind(heading: str) -> str:
    """``decisions``, ``actions``, ``both``, ``done``, ``open``, or an empty string: what stands under this heading."""
    text = re.sub(r"\s+", " ", bare(heading))
    if len(text) > 70:
        return ""
    for kind, pattern in _KINDS:
        if pattern.fullmatch(text):
            return kind
    return ""


def label_of(text: str) -> tuple[str, int]:
    """The label a line or sentence begins with, and the length of it with its colon; ("", 0) without one.

    Labels: ``decision``, ``action``, ``proposal``, ``rationale``, ``other``.
    """
    match = _LABELS.match(text)
    if match and match.lastgroup:
        return match.lastgroup, match.end()
    tag = _TAG.match(text)
    if tag and text[: tag.end()].upper() == text[: tag.end()]:
        return ("decision" if tag["decision"] or tag["decision2"] else "action"), tag.end()
    match = _TODO_NAME.match(text)
    return ("action", match.end()) if match else ("", 0)

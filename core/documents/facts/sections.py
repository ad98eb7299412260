"""What headings, labels and list marks announce: decisions, actions, things done, things left open."""

import re

_DECORATION = re.compile(r"^[\s#*_>|=~-]+|[\s#*_|=~:-]+$")
_NUMBERING = re.compile(
    r"^(?:(?:item|agenda item|min(?:ute)?|point|sheet|card|board|slide|part|section|"
    r"topic)\s+)?(?:\d{1,3}(?:[./-]\d{1,4})*[.):]*|[ivx]{1,5}[.)]|"
    r"[a-z][.)]|[A-Z]\.)\s+",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"^(?:annex|appendix|attachment|enclosure)(?: [a-z\d]{1,2})?\s*[:.–—-]\s*(?=\w)", re.IGNORECASE)
_OF_LAST = re.compile(
    r"\b(?:from|of|since|to) (?:the |our )?(?:last|previous) (?:time|meeting|session|call|week|month)\b", re.I
)
_BEFORE = (
    r"(?:(?:new|agreed|open|outstanding|key|main|our|the|all|my|current|next|pending|immediate|summary of|list of"
    r"|record of|table of|final|formal|board|committee|team|group|last (?:time|week|month|meeting)['’]s)\s+)*"
)
_AFTER = (
    r"(?:\s+(?:list|items?|points?|log|register|tracker|arising|agreed|taken|made|reached|summary|table|sheet|"
    r"and owners"
    r"|overview|recap|from .{1,40}|for (?!vote|decision|discussion|approval|consideration).{1,40}|of .{1,40}"
    r"|by .{1,40}|this .{1,20}|\(.{1,40}\)|today|so far))*"
)
_KINDS = tuple(
    (kind, re.compile(rf"{_BEFORE}(?:{words}){_AFTER}", re.IGNORECASE))
    for kind, words in (
        (
            "both",
            r"decisions?(?: made| taken)? ?(?:and|&|/|\+) ?actions?(?: items?| points?)?|actions?(?: items?|"
            r" points?)? ?(?:and|&|/|\+) ?decisions?|outcomes? ?(?:and|&|/) ?actions?",
        ),
        ("done", r"done|completed|finished|closed|already done|done since .{1,30}|completed (?:actions|tasks|items)"),
        (
            "actions",
            r"actions?|action ?items?|action ?points?|aps|to[- ]?dos?|things to do|tasks?|next steps?|follow[- ]?ups?"
            r"|assignments?|who does what|list|homework|responsibilities|commitments|deliverables|jobs|"
            r"(?:things|jobs|bits|stuff|to do|notes) for (?:me|us|you|myself|everyone)|for me|mine|my list|what i "
            r"need(?: from (?:you|each of you|everyone))?|needed from (?:you|each of you)|over to you|"
            r"your jobs?|jobs for .{2,30}|for you|to sort|to chase|(?:for|by|before|until) next (?:time|meeting|week)|"
            r"who(?:'s| is)? doing what|please do|on the list|still to do|chores|duties|errands|what happens next|"
            r"things we need to do|aob actions",
        ),
        (
            "decisions",
            r"decisions?|decided|resolutions?|resolved|what (?:we|was|has been) (?:decided|agreed|settled)|agreed|"
            r"agreements?"
            r"|we (?:decided|agreed)|outcomes?|conclusions?|settled|approved|approvals?|passed|carried|"
            r"motions? (?:passed|carried|approved)|rulings?|verdicts?|determinations?|green-?lit|locked in|"
            r"(?:the )?calls? (?:we made|made)|choices(?: made)?|signed off|sorted|policy changes|(?:we|"
            r"they) said yes|votes? taken|minuted|(?:the )?plan|what we(?:'re| are) doing|what (?:we (?:will|'ll)|"
            r"happens) (?:do|now)|(?:we )?go(?:ing)? with|what (?:we|was) (?:said|settled|agreed|decided|fixed)|"
            r"(?:points|things|what) (?:we )?(?:agreed|settled|decided)(?: on)?|(?:here is |"
            r"here's )?(?:what we (?:settled|fixed|landed on|came up with)|where we landed)|what(?:'s|"
            r" is)? chang(?:es|ing)|new rules?|ground rules|decisions? (?:made|taken|reached)",
        ),
        (
            "open",
            r"open (?:questions?|issues?|points?)|questions?(?: raised)?|parking lot|parked|ideas?|options?|undecided|"
            r"not decided"
            r"|deferred|postponed|carried (?:over|forward)|background|history|proposals?|for discussion|suggestions?"
            r"|(?:points )?to be decided|how we got here|(?:previous|past|earlier) decisions|rejected|not agreed"
            r"|(?:what |what's |what is |things |points |matters |items |questions )?(?:is |are )?(?:still |left |"
            r"remaining |"
            r"yet )*open|unresolved|pending|still to (?:be )?(?:decided?|settled?|sort|discuss(?:ed)?|resolved?|"
            r"agreed?)|what "
            r"(?:is|was|we have|remains|we did)(?: still)? (?:not|un|open)\w*(?: (?:yet|decide|settle|agree)\w*)?"
            r"|still to decide|tbd|not doing|(?:for )?(?:another|some other) (?:day|time)|"
            r"(?:what )?(?:the )?others (?:are|have|do|did)"
            r"(?: doing| decided| done)?|news from (?:elsewhere|others|.{3,30})|elsewhere|wish ?list|"
            r"dreams?(?: corner)?|"
            r"blue[- ]sky.*|if (?:money|only|we had) .{3,40}|ideas .{3,40}|thrown out|turned down|what we are proud of",
        ),
    )
)
_NOT_LISTED = re.compile(
    r"\b(?:not|un\w+|previous|earlier|past|last|pending|awaiting|for (?:a )?(?:vote|decision|approval|"
    r"discussion|consideration)|to be|needed|required from|class|affirmative|plan|fund|group|network|"
    r"committee|aid|day|week|climate|making|makers?|why|how|background|history|taken since|review of|"
    r"update on|others?|elsewhere|government|council's|ministry)\b|\?$",
    re.IGNORECASE,
)
_ROUTINE = re.compile(r"\b(?:minutes|agenda|apologies|previous notes)\b", re.IGNORECASE)
_LOOSE = (
    (
        "both",
        re.compile(r"\b(?:decisions?|agreed|agreements?)\b.*\bactions?\b|\bactions?\b.*\bdecisions?\b", re.IGNORECASE),
    ),
    (
        "actions",
        re.compile(
            r"\b(?:actions?|to[- ]?dos?|tasks?|next steps?|follow[- ]?ups?|homework|who('s| is)? do(?:es|ing) what|"
            r"jobs|assignments?|chores)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "decisions",
        re.compile(
            r"\b(?:decided|decisions?|agreed|resolved|resolutions?|settled|agreements?|outcomes?|conclusions?|"
            r"votes?)\b",
            re.IGNORECASE,
        ),
    ),
)
_LABELS = re.compile(
    r"""^(?:[*_]{1,3}|[\U0001F300-\U0001FAFF\u2190-\u2BFF]\ufe0f?\s*)*(?:
      (?P<decision>(?:key\s+)?decisions?(?:\s+(?:taken|made|reached))?|decided|resolved|resolution|agreed|agreement|outcomes?
        |conclusions?|we\ (?:agreed|decided)|approved|final(?:\ decision)?|settled|verdict|ruling|ruled
            |determination|determined|consensus|carried|passed|ordered|accepted|adopted|endorsed|sanctioned
            |sense\ of\ the\ meeting|motion\ (?:carried|passed|approved)|choice|new\ rule|rule|policy
            |res(?:olution)?\.?|bottom\ line|upshot|result|vote)
     |(?P<action>actions?(?:\s+(?:points?|items?|on|for|required|by))?|action|to[-\ ]?dos?|tasks?|next\ steps?
         |follow[-\ ]?ups?
        |(?-i:AP|AI)s?|assigned|assignment|homework)
     |(?P<proposal>proposals?|proposed(?:\ decision)?|recommendations?|recommended|draft\ decision|motion)
     |(?P<owner>owners?|who|(?:persons?\ )?responsible(?:\ persons?|\ party)?|responsibility|resp\.?|by
         |for\ action\ by|to\ be\ done\ by|actioned\ by|assigned|in\ charge|assigned\ to|assignee|lead
         |action\ by|by\ whom)
     |(?P<due>due(?:\ (?:date|by|on))?|deadline|by\ when|target(?:\ date)?|when|time\ ?(?:frame|line|scale)
         |completion(?:\ date)?|to\ be\ completed\ by)
     |(?P<status>status|state|progress)
     |(?P<rationale>rationale|reasons?|why|because|reasoning)
     |(?P<other>questions?|ideas?|options?|notes?|n\.?b\.?|info(?:rmation)?|updates?|risks?|issues?|background|context
        |discussion|question|fyi|present|apologies|attending|attendees|participants|absent|date|agenda|subject|title)
    )
    (?:\s*(?:no\.?|nr\.?|\#)?\s*[\d./()-]+)?\s*(?:[*_]{1,3})?
    \s*(?:\]|\))?\s*(?::|\s[–—-]\s|[–—]|->|→)\s*(?:[*_]{1,3})?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_TASK_NAME = re.compile(
    r"^[*_\W]{0,4}(?:TO-?DO|To-?do|ToDo|AP|ACTION|Action|Action point|Task)s?[*_]*\s*(?:\d{1,2}\s*)?"
    r"(?=[(\[]?@?\w[\w.'’/& ]{0,30}?[)\]]?\s*(?::|\sto\s|\s[–—-]\s))"
)
_TAG = re.compile(
    r"^[(\[]?(?:(?P<decision>D(?:EC)?|R)|(?P<action>A(?:CT|P)?))[- ]?\d{1,3}[)\]]?(?:\s*:|\s*[–—]|\s+-)\s*|"
    r"^[(\[](?:(?P<decision2>D|DECISION|DEC|DECIDED|AGREED|RESOLVED)|(?P<action2>A|ACTION|AP|TO-?DO|"
    r"TASK))[)\]]\s*[:–-]?\s*",
    re.IGNORECASE,
)
_FOR_NAME = re.compile(
    r"^(?:Action|ACTION|Task|TASK|TO-?DO|To do)s? (?:for|on|by|is with|with)? "
    r"?(?=[A-Z][\w'’.]{1,20}(?: [A-Z][\w'’.]+)?(?::| to | – | - | [a-z]))"
)
_SHOUTED = re.compile(
    r"^(?:(?P<decision>DECISION|AGREED|DECIDED|RESOLVED)|(?P<action>ACTION|TO-?DO|TASK))\s+(?=[A-Z\"“£$€\d])"
)
BULLET = re.compile(
    r"^\s*(?:>\s*)?(?:(?:[-*•‣◦▪●○·–—+»§■□◆❖✦]|o(?= [A-Z])|→|➔|➜|⇒|➡️?|👉|=>|->|-->|>>)\s+|\(?(?:\d{1,2}|[a-z]|"
    r"[ivx]{1,4})[.)]\s+(?=\S)|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s+(?=\S))?"
    r"(?:\[(?P<mark>[ xX✓✔])\]\s*|(?P<box>[☐☑☒✅✔✓□◻⬜❏❑])\s*)?"
)


def bare(heading: str) -> str:
    """A heading without marks, numbers and colons."""
    text = _DECORATION.sub("", heading)
    text = _ANNEX.sub("", text)
    text = _NUMBERING.sub("", text)
    return _DECORATION.sub("", text).strip()


def section_kind(heading: str, loose: bool = False) -> str:
    """``decisions``, ``actions``, ``both``, ``done``, ``open``, or an empty string: what stands under this heading.

    Args:
        loose: it is a heading for sure, so that it may also say it in passing ("What we settled on fees").
    """
    text = re.sub(r"\s+", " ", bare(heading))
    if (
        len(text) > 70
        or _ROUTINE.search(text)
        or (_OF_LAST.search(text) and not re.match("action|to-?do|task", text, re.I))
    ):
        return ""
    for kind, pattern in _KINDS:
        if pattern.fullmatch(text):
            return kind
    if not loose or len(text.split()) > 7 or re.search(r":\s*\w", text) or _NOT_LISTED.search(text):
        return ""
    for kind, pattern in _LOOSE:
        if pattern.search(text):
            return kind
    return ""


def label_of(text: str) -> tuple[str, int]:
    """The label a line or sentence begins with, and the length of it with its colon; ("", 0) without one.

    Labels: ``decision``, ``action``, ``proposal``, ``owner``, ``due``, ``status``, ``rationale``, ``other``.
    """
    match = _LABELS.match(text)
    if match and match.lastgroup:
        return match.lastgroup, match.end()
    tag = _TAG.match(text)
    if tag and (tag["decision2"] or tag["action2"] or text[: tag.end()].upper() == text[: tag.end()]):
        return ("decision" if tag["decision"] or tag["decision2"] else "action"), tag.end()
    named = _FOR_NAME.match(text)
    if named:
        return "action", named.end()
    shouted = _SHOUTED.match(text)
    if shouted and not text.isupper() and not _TASK_NAME.match(text):
        return ("decision" if shouted["decision"] else "action"), shouted.end()
    match = _TASK_NAME.match(text)
    return ("action", match.end()) if match else ("", 0)

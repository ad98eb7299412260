"""Forms of sentences in which people take on work in writing, as regular expressions."""

import re
from datetime import date

from core.documents.facts.holding import Holding

NO_DAY = date(2000, 1, 1)
DONE = re.compile(
    r"^(?:done|completed?|closed|✓|✔|✅)\b[\s:–-]*|\((?:done|completed?|closed)\)\W*$|[–—-]\s*(?:done|"
    r"completed?|closed)\W*$|[✓✔✅]\s*$",
    re.I,
)
FIRST_PERSON = re.compile(
    r"^(?:and |so |then |also |finally,? |as (?:promised|agreed),? |as for (?:me|myself),? |for (?:my part|"
    r"myself)[:,]? |"
    r"(?:on|from) my side[:,]? |from me[:,]? |in the meantime,? |meanwhile,? |"
    r"personally,? )*(?:i(?:, [\w ]{2,20},)?(?:'ll| will| shall| am going to|"
    r"'m going to)(?: also| then| now| therefore)* (?!be\b|have\b|never\b|not\b|miss\b|always\b|remember\b|"
    r"say\b|admit\b|stop\b|end\b|leave it\b|close\b|add\b|just say\b|start by\b|begin\b|keep (?:it|this)\b|"
    r"need\b|see you\b|wait\b|hope\b|spare\b)[a-z]+"
    r"|i (?:said i(?:'d| would)|promised i(?:'d| would)|'ve promised to|have said i(?:'ll| will)|"
    r"'ve said i(?:'ll| will|'d)|told \w+ i(?:'d| would)|need to|must|have to|have promised to|promised to|"
    r"have agreed to|agreed to|undertook to|offered to|volunteered to) (?!say\b|admit\b|confess\b|be\b|go\b|"
    r"leave\b|apologi)[a-z]+)"
    r"|.{4,120}\b(?:that(?:'ll| will) be me|that's on me|which will be me|it'll be me|(?:is|are) on me|i'm it)\W*$"
    r"|(?:and |also )?i (?:still )?owe (?:you|him|her|them|us|everyone|[a-z]+) (?:a|an|the|some)\b"
)
I_NAMED = re.compile(r"\bI, (?P<who>[A-Z][\w'’ -]{1,30}),")
INLINE = re.compile(
    r"[(\[]\s*(?:[Aa]ction|ACTION|AP|[Oo]wner|[Rr]esp(?:onsible)?)\s*(?:[Pp]oint)?\s*[:–-]?\s*(?P<who>[A-Z][\w"
    r"'’. /&,-]{1,40}?)\s*[)\]]"
)
YOURS = re.compile(
    r"^(?:and |so |then |also |now |as for you,? )*you(?:'ll| will|'re going to| are going to| were going to|"
    r"'re to| are to| said you(?:'d| would)| promised (?:to|me)| (?:kindly )?offered to| agreed to|"
    r" have agreed to|'ve agreed to| volunteered to| need to| have to|'ve got to) (?!be\b|have\b|see\b|know\b|"
    r"find\b|remember\b|get\b|like\b|love\b|never\b|recall\b|notice\b|agree\b|understand\b|probably\b|all\b|"
    r"appreciate\b)[a-z]+"
)
MY_DOING = re.compile(r"^(?:and |so |then |also )*i(?:'m| am) (?:also )?(?P<ing>[a-z]+?)ing\b")
I_DO = re.compile(r"^(?:and |so |then |also )*i (?:also )?(?P<verb>[a-z]+)\b")
AND_I = re.compile(r"^.{5,80}?(?:,|;|:)? and (?=i(?:'ll| will| must| shall| need to| have to)\b)")
ONLY_NAME = re.compile(r"^(?:by )?(?P<who>[A-Z][\w'’.-]*(?:[ /&,]+(?:and )?[A-Z][\w'’.-]*){0,4})\W*$")
OFFER_BUT = re.compile(r"\boffer(?:s|ed)? (?:to|her|his|their|a|an)\b.*\b(?:but|, though|, although)\b")
"""An offer with an objection behind it."""
STILL_OPEN = re.compile(
    r"\W*(?:still|left|remains?|yet|not yet) (?:open|to (?:be )?(?:sort|decide|discuss|settle|agree|find)|missing|"
    r"pending)"
)
OFFERED = Holding(r"\b(?:offered|volunteered) (?:to|for)\b", ("offered", "volunteered"))

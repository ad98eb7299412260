"""The words with which people take work on in talk, as regular expressions; for use without regard to case."""

import re

from core.documents.facts.holding import Holding

NO_TASK = (
    r"(?:be(?! (?:sending|contacting|calling|writing|in touch|drafting|doing|preparing|bringing|picking|"
    r"taking care|responsible|on it))|say|admit|tell you (?:what|why|how|something|the truth|honestly|that)|"
    r"explain|just say|go (?:first|next|quick|on|back|ahead|with)|"
    r"come back to|get to (?:that|it|this)|get (?:started|going|back to that|into)|move (?:on|to)|"
    r"hand (?:over|it over|back)|pass\b(?! (?:it|this|that|the|on))|have to (?:leave|go|run|drop|say|admit)|"
    r"have (?:the|a|an|to)\b(?! (?:list|draft|version|report|plan|quote|figures|numbers|document|answer|look|[\w "
    r"]{2,30}(?:ed|ready|done|written|sent|made|out)\b|"
    r"word|chat))|miss|never|not|probably|maybe|"
    r"try not|see (?:you|how|what happens)|let you (?:go|get|continue|finish|speak|decide)|keep (?:it|this|"
    r"that) (?:short|brief|quick)|read (?:it|this|that) out|share my (?:screen|view|thoughts|opinion)|second|"
    r"vote|bet|give you (?:an example|a minute|one|that)|stop|shut|leave (?:it|that|this) (?:there|at that|"
    r"here)|"
    r"leave (?:you|at|in|early|now|the)|wait|believe|know|remember|skip|repeat|add (?:that|to that|one|just)|"
    r"mention|note|summari[sz]e(?! (?:it|this|the|and))|speak to that|talk (?:about|you through)|show you|"
    r"walk you|pause|mute|unmute|jump|turn|rephrase|ask (?:again|the obvious|a question|you)|play|"
    r"take (?:that|it|this) as|"
    r"take (?:a|questions)|put my|assume|guess|quote|live|survive|manage|eat|drink|die|cry|agree|disagree|"
    r"support|go along|accept|regret|forget|need|want|like|love|hate|think|feel|start(?! (?:the|drafting|"
    r"on the|writing|collecting))|begin|always|still|only|definitely be|wrap|close (?:the meeting|here|us)|"
    r"do anything|do my best|throw|just (?:say|add|jump|quickly|be|read|go|share|wait|mute|mention|note)|"
    r"continue|step|"
    r"stay|sit|hold|hop|head|listen|hear|understand|look forward|lose|win|retire|step down|raise(?! (?:it|"
    r"this|that) with)|argue|defend|insist|propose|suggest|move that|abstain|withdraw|pay for it later|"
    r"hear it|interrupt|echo|defer|use|translate|spare|sum)"
)
OPEN = (
    r"(?:(?:^\W*|[.!,;:–—-]\s*|\b(?:and|so|then|ok(?:ay)?|yes|yeah|sure|right|well|but|great|fine|no problem|"
    r"also|good|perfect|alright|oh|please)\b[\s,.!]*))"
)
COMMITS = re.compile(
    rf"{OPEN}(?:i(?:'ll| will| shall|'m going to| am going to|'m gonna| gonna|'ma| promise to| commit to|"
    rf" undertake to| intend to| plan to| volunteer to| offer to|'m happy to| am happy to|'d be happy to|"
    rf"'m willing to)(?: also| then| just| definitely| personally| gladly| go and| try to| make sure to|"
    rf" have to| quickly| simply| actually| certainly| happily)*\s+(?!{NO_TASK}\b)(?P<task>[a-z]+)"
    r"|let me (?!know|be|just|think|say|see(?! (?:if|whether|what) i can)|start|finish|ask|tell|"
    r"check(?! (?:with|and|the \w+ and))|explain|add|share|get this|read|put it|give|show|remind|clarify|go|"
    r"jump|interrupt|summari[sz]e|repeat|rephrase|stop|try to|guess|quickly|begin|open|look at|finish|"
    r"understand|play|introduce|help you)(?P<let>[a-z]+)"
    r"|i(?:'m| am) (?:on (?!leave|holiday|vacation|mute|the (?:train|bus|phone|road|call|board|committee)|my|"
    r"a|call|it|board|track|time|maternity|annual)(?P<on>\w+)|taking (?:care of|on|over|charge of|that|this|"
    r"the)|handling|sorting (?:out )?|responsible for|in charge of|doing the|organi[sz]ing the|drafting|"
    r"writing up|bringing)"
    r"|(?:i|me) and (?:my )?\w+ (?:will|shall|can|are going to) (?!be\b|have\b|see\b|come\b)(?P<both>[a-z]+)"
    r"|\w+ and (?:i|me) (?:will|shall|are going to) (?!be\b|have\b|see\b|come\b)(?P<both2>[a-z]+)"
    r"|^\W*(?:the |our )?[\w']+(?: [\w']+){0,3} i(?:'ll| will) (?:do|arrange|bring|handle|take|manage|sort|get|send|"
    r"buy|carry|print|pay"
    r"|book)\W*$"
    r"|leave (?:it|that|this|the [\w ]{2,30}|them|those) (?:with|to) me|i(?:'ve| have)? got (?:that one|"
    r"this one|that covered|this covered)|count on me (?:for|to)|put me down for|(?:that|this) one(?:'s|"
    r" is) (?:mine|on me)|i(?:'ll| will) take (?:it|that|this|the [\w ]+|on \w+))"
)
DATED = Holding(
    rf"{OPEN}i (?:can|could|must|need to|have to|should|(?!{NO_TASK}\b)(?!am\b|was\b|had\b|have\b|did\b|"
    rf"do(?:n't)?\b(?! it)|know\b|got\b|said\b|saw\b|went\b|think\b|would\b|might\b|may\b|will\b|\w+ed\b|"
    rf"wrote\b|spoke\b|told\b|came\b|heard\b|found\b|left\b|met\b|made\b|thought\b|took\b|gave\b|sent\b|"
    rf"rang\b|drove\b|lost\b|built\b|felt\b|sat\b|ran\b|finish\b|start\b|work\b|live\b|bought\b|brought\b|kept\b|"
    rf"can't\b|won't\b|couldn't\b|didn't\b|wasn't\b|'))"
    r"\s*(?P<task>[a-z]+)\b",
    ("i ",),
)
WHEN = re.compile(
    r"\b(?:by|before|until|till|on|for|at|within|in|this|next|tomorrow|today|tonight)\b.{0,25}\b(?:today|"
    r"tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?:st|nd|rd|th)?|week|weekend|month|"
    r"days?|hours?|noon|lunch|evening|morning|afternoon|end of|(?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|thirteenth|fourteenth|fifteenth|\w+teenth|twentieth|\w+-\w+(?:st|nd|rd|th))|january|"
    r"february|march|april|may|june|july|august|september|october|november|december)\b|\b(?:tomorrow|tonight|"
    r"today|this (?:evening|afternoon|week))\b"
)
I_AM_DOING = Holding(
    rf"{OPEN}i(?:'m| am) (?:just |also |still )?(?P<task>[a-z]+?)ing\b",
    ("i'm ", "i am "),
)
SUBJECTLESS = re.compile(
    r"^\W*(?:ok(?:ay)?|yes|yeah|sure|and|then|also|fine|great|cool|right|np|no problem)?[\s,.!]*(?:will|gonna|"
    r"going to|can|shall) (?!be\b|have\b|you\b|we\b|they\b|it\b|the\b|he\b|she\b|i\b|do\b(?! (?:it|the|that))|"
    r"see\b|miss\b|not\b|anyone\b|someone\b)(?P<task>[a-z]+)"
)
ASK = (
    r"(?:(?:can|could|will|would|can't|couldn't|won't) you|would you mind|(?:are|would) you (?:able|willing|"
    r"happy|ok|okay) to|do you mind|may i ask you to|i need you to|i'd like you to|i would like you to|"
    r"i want you to|i'll ask you to|i ask you to|you(?:'ll| will)|please|kindly|pls|plz)"
)
NO_REQUEST = (
    r"(?:hear|see|repeat|say (?:that|it) again|explain|tell (?:us|me) (?:why|how|what|more|about|where)|"
    r"imagine|pass me|give (?:us|me) (?:an update|a minute|a second|a sense|an idea|a moment)|remind (?:me|"
    r"us) (?:what|why|how|who|when)|speak up|mute|unmute|believe|elaborate|clarify|just (?:say|repeat|explain|"
    r"clarify)|hold on|wait|stop|note(?! down)|"
    r"find (?:attached|below|enclosed|the attached)|revert|feel|don't (?!forget)|do not (?!forget)|"
    r"remember (?!to)|bear|be|continue|go (?:on|ahead)|keep|join|sit|excuse|forgive|ignore|stand|"
    r"look at (?:the|page|slide|this)|turn to|scroll|see|let me know if|come (?:in|to the)|god|everyone|no|"
    r"yes|tell me|help me understand|walk (?:us|me)|talk (?:us|me)|share your screen|start(?! (?:the (?!meeting|"
    r"call|round|"
    r"discussion|recording|presentation)|on the|drafting|writing|collecting))|begin|move on|"
    r"live with|guess|really|even|possibly imagine|hang on|read|take a seat|enjoy|welcome|do\W*$|yes\b|god\b)"
)
OFFERS = re.compile(
    r"\b(?:do you want me to|would you like me to|want me to|shall i|should i|i could|i can|happy to|"
    r"i don't mind)\b\s*(?P<task>[a-z]+)"
)
WHO = re.compile(
    r"\bwho(?:'s| is| will| can| could| would| wants to| would like to|'ll| is going to)\b|"
    r"\b(?:any volunteers|can (?:someone|anyone|somebody|anybody)|could (?:someone|anyone|somebody)|"
    r"volunteers?\?)"
)
WHO_WILL = re.compile(
    r"\b(?:who(?:'s| is| will| can| could| wants to| would like to|'ll| is going to|'s going to|"
    r" volunteers to| takes| does| brings| makes| writes)|(?:any volunteers|volunteers) (?:to|for)|(?:can|"
    r"could|will|would) (?:someone|anyone|somebody|anybody|one of you))\b (?!(?:was|did|said|knows?|here|"
    r"there|has|had|with|against|in favou?r|for it|the (?:chair|boss)|coming|in\b|free|missing|late|"
    r"on the call|on for|up for|around|going|joining|available|in for|about)\b)"
)
ME = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|oh|sure|yes|yeah|well|fine|alright|go on then)[\s,.!]+)*(?:me\b(?! (?:too|neither))|"
    r"i'm in\b|count me in|i can help|i (?:can|could|will|do|shall)(?: do (?:it|that|this))?\W*$|i(?:'ll|"
    r" will| can| could) (?:do|take|handle|sort) (?:it|that|this|them)(?: \w+){0,3}\W*$|"
    r"i can\b(?: \w+){0,2}\W*$|i(?:'m| am) happy to\W*$|i volunteer|mine\b|on it|i got (?:it|this|that)|"
    r"i've got (?:it|this|that)|happy to\W*$|leave (?:it|that) (?:to|with) me)"
)
OTHERS_TASK = re.compile(r"\b(?:will do|on it|of course|yes please|no problem|sure)\b")
THEM = re.compile(r"\b(?:it|that|this|them|him|her|those|one|to them|so)\b")


NAME = (
    r"(?P<who>@?[\w'.-]+(?: (?!can\b|could\b|will\b|would\b|you\b|please\b|pls\b|kindly\b|to\b|and\b|is\b|"
    r"are\b|do\b)[\w'.-]+)?)"
)
_LEAD = r"(?:^\W*|[.!,;–—-]\s*|\b(?:and|so|then|ok|okay|thanks|right|great|hi|hey|well|also|but|now|maybe)\b[\s,]*)"
_SOFT = r"(?:please |kindly |maybe |possibly |also |just |then |perhaps |to |be so kind and )*"
_YOU = r"(?:you|u|ya)"
ASKS_YOU = (
    rf"(?:(?:can|could|will|would|can't|couldn't|won't) {_YOU}|would you mind|do you mind|(?:are|"
    rf"would) you (?:able|willing|happy|ok|okay|free|up) (?:to|for)"
    rf"|are you (?:ok|okay|happy) with|do you want to|d'you want to|would you like to|do you fancy|"
    rf"may i ask you to|can i ask you to|i need you to|i'd like you to|i would like you to|i want you to|"
    rf"i'll ask you to|i ask you to"
    rf"|you(?:'ll| will)|you(?:'re| are) (?:going to|gonna|to)|you were going to|you could|you can|you should|"
    rf"you might|please|kindly|pls|plz|over to you (?:for|to))"
)
NAMED_FIRST = re.compile(
    rf"{_LEAD}{NAME}[\s,:;–—-]*(?:and you[, ]+)?(?P<ask>{ASKS_YOU})\s+{_SOFT}(?!{NO_REQUEST}\b)(?P<verb>[a-z]+)",
    re.IGNORECASE,
)
NAMED_LAST = re.compile(
    rf"(?P<ask>{ASKS_YOU})\s+{_SOFT}(?!{NO_REQUEST}\b)(?P<verb>[a-z]+)[^?.!]*?,\s*(?P<who>[\w'.-]+(?: [\w'.-]+)"
    rf"?)\W*(?:$|please)",
    re.IGNORECASE,
)
TOLD = re.compile(
    rf"(?:^\W*|[.!]\s*|\b(?:and|so|then|ok|okay)\b[\s,]*){NAME}(?:,|:|\s+[–—-])?\s+you(?P<prog>'re|"
    rf" are)?\s+(?!(?:were|have|had|said|know|think|want|did|do|don't|mentioned|told|can|could|would|should|"
    rf"look|always|never|need|see|mean|got|get|must|might|"
    r"wanted|went|gave|made|took|wrote|all|sure|right|on|not|so|too|welcome|muted|back|here|there|late|the|a|"
    r"an|our|in|at|still|very|\w+ed)\b)(?P<verb>[a-z]+)",
    re.IGNORECASE,
)
TAGGED = re.compile(
    r"^\W*@(?P<who>[\w.'-]+(?: [A-Z][\w.'-]+)?)[\s,:–-]+(?:you )?(?!(?:is|are|has|have|was|said|what|when|"
    r"where|how|why|who|do|did|does|yes|no|ok|thanks|thank|i|we|your|the|good|great|happy|congrat\w*|welcome|"
    r"sorry|any|it|that|this)\b)(?P<verb>[a-zA-Z]+)"
)
THIRD = Holding(
    rf"^\W*(?:and |so |then |ok |okay |maybe |or |well |right,? )*(?:(?:can|could|will|"
    rf"would) {NAME} (?:please |also |then |maybe )?(?!be\b|have\b|see\b|hear\b)(?P<verb>[a-z]+)[^.]*\?)",
    ("?",),
    re.IGNORECASE,
)
THIRD_DOES = re.compile(
    r"^\W*(?:and |so |then |ok |okay |well )*(?P<who>@?[\w'.-]+(?: [A-Z][\w'.-]+)?)(?:,| -)? ?(?:gonna \w+|"
    r"going to \w+|to (?P<to>\w+)|up for \w+|ok to \w+|happy to \w+|able to \w+|makes|does|takes|writes|sends|"
    r"calls|brings|prepares|organi[sz]es|asks|checks|gets|"
    r"will (?P<will>\w+)|is going to \w+|'s (?:going to )?\w+ing|is \w+ing|'ll \w+)\b",
    re.IGNORECASE,
)
LEAVES = re.compile(
    rf"{_LEAD}{NAME}[\s,:;–—-]*(?:can|could|shall|may) (?:i|we) (?:leave|hand|give|"
    rf"pass) (?P<verb>\w+)\b.*\b(?:with|to) you\b",
    re.IGNORECASE,
)
UNNAMED = Holding(
    rf"(?:^\W*|[.!,;–—-]\s*|\b(?:and|so|then|ok|okay|but|well)\b[\s,]*)(?P<ask>{ASKS_YOU})\s+{_SOFT}(?!"
    rf"{NO_REQUEST}\b)(?P<verb>[a-z]+)",
    ("you", " u", " ya", "please", "kindly", "pls", "plz"),
    re.IGNORECASE,
)
EVERYONE = Holding(
    r"\b(?:everyone|everybody|you all|all of you|all|team|folks|guys|each of you|people|y'all)\b",
    ("every", "all", "team", "folks", "guys", "each of you", "people"),
    re.IGNORECASE,
)
TOGETHER = re.compile(
    r"\b(?:we'll all|we all|everyone will|everybody will|all of us will|let's all) (?:then )?(?!be\b|have\b|"
    r"know\b|see\b|get\b|need\b|agree\b|think\b)[a-z]+",
    re.IGNORECASE,
)
SOMEONE = Holding(
    r"\b(?:someone|somebody|one of us|anyone) (?:needs? to|has to|should|must|ought to|will have to|"
    r"would have to|could) (?!be\b|have\b)[a-z]+",
    ("someone", "somebody", "one of us", "anyone"),
    re.IGNORECASE,
)
FREELY = Holding(
    rf"{OPEN}(?:i(?:'d| would)? (?:be )?happy to|happy to|glad to|i don't mind|don't mind|i wouldn't mind|"
    rf"my job(?: then)? is to|my task is to|i have (?:it )?on my list to) (?!be\b|have\b|hear\b|see\b|"
    rf"help\b(?! (?:with|out))|say\b|report\b)(?P<task>[a-z]+)"
    r"|\b(?:is|are) on me\b(?! to)|^\W*(?:am )?(?P<ing>(?!be|go|com|hav|leav|think|feel|look|try|hop|wait|"
    r"work|sitt|watch|do)[a-z]+ing) (?:it|them|that|this|the|you|my|our)\b",
    ("happy to", "glad to", "mind", "my job", "my task", "on my list", "on me", "ing "),
    re.IGNORECASE,
)

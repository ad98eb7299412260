"""Words that tell a decision or a task from what only looks like one. Every pattern is for lower-case text."""

import re

POSTPONED = re.compile(
    r"\b(?:defer(?:red|ring|s)?|deferral|postpon\w+|held over|hold (?:it|this|that)? ?over|carr(?:y|ied|"
    r"ies) (?:(?:this|it|that) )?(?:over|forward)"
    r"|tabled|parked|park (?:it|this|that)|(?<!and )(?<!then )revisit(?:ed)?|come back to|(?:return|go back) to (?:it|"
    r"this|that|"
    r"the (?:matter|topic|question|item))"
    r"|(?:left|leave (?:it|this|that|the [\w ]{1,20}?)) (?:open|for (?:now|when|another|the (?:next|"
    r"\w+ meeting)|next)|until|till|to (?:the )?next)"
    r"|(?:kept|left|remain\w*|still|is|are) pending|adjourned (?:until|till|to)|to be (?:discussed|decided|"
    r"picked up|continued|reviewed|revisited"
    r"|considered|taken up|agreed|determined|resolved)|no decision|(?:not|n't|nothing|never) (?:yet |"
    r"been )*(?:decid\w+|agree\w*|settled|resolved|concluded|"
    r"finali[sz]ed)|on hold|second reading|further (?:discussion|consultation|consideration)|bring (?:it|this|"
    r"that) back|wait (?:and see|until|till|for)"
    r"|decide (?:later|then|next|after|when|once|in|at)|(?:we|i) ?(?:will|'ll|shall|can|should|need to|"
    r"have to|must) (?:discuss|decide|talk|look at it|see)"
    r"|until (?:more|further) |(?:sleep|think) on it|next (?:time|agenda)|another (?:day|time)|"
    r"for (?:a )?(?:later|future) (?:date|meeting|discussion)"
    r"|let's (?:see|wait|discuss|talk|think|sleep|hold off|revisit|come back|not decide|pick (?:it|this|"
    r"that) up)|talk about (?:it|this|that|\w+) "
    r"(?:on|next|in|at|later|again|saturday|sunday|monday|tuesday|wednesday|thursday|friday|then)|take (?:it|"
    r"this|that) (?:up|offline|forward (?:next|later))|different topic|another topic|separate (?:topic|"
    r"discussion|conversation)|approve (?:it )?first|yet to (?:decide|approve|agree)|so we (?:will|'ll) wait|"
    r"(?:question|matter|point|issue|item|topic|decision|this|that|it)(?: is| was)? (?:still |now |left "
    r")?(?:stays?|remains?|left) open|undecided"
    r"|st(?:and|ood|ands) over|stand over|(?:left?|leave|leaves|put|hold|held) (?:[\w' ]{2,40} )?(?:for|to|until|"
    r"till|over to) (?:the |our |a |another )?(?:next |\w+ )?(?:meeting|committee|call|session|agm|autumn|spring|"
    r"summer|winter|board|council|agenda|circle|day|time)\b|goes to the (?:next|\w+) (?:call|meeting|agenda|"
    r"session|committee)"
    r"|(?:put|push(?:ed)?|kick(?:ed)?) (?:it |this |that )?(?:off|back) (?:to|till|until)|(?:to )?(?:table|be "
    r"tabled) (?:it |this |that |the \w+ )?(?:until|till|to\b)|moved and seconded to table|none today|(?:paper|it|"
    r"this|that|proposal|item) (?:to|will) (?:come|be brought) back|back (?:on|to) the agenda|(?:nothing|none of "
    r"(?:it|this)) is (?:settled|decided)"
    r"|(?:leave|save) (?:that|this|it|the [\w ]{2,20}?)(?: one)? for (?:the |our |another |next )?(?:\w+ )?"
    r"(?:meet-?up|gathering|get-together|time|day|week|month|year)"
    r"|inconclusive|under discussion|in the balance|subject to (?:further )?discussion|not (?:now|today|tonight))\b"
)
REJECTED = re.compile(
    r"\b(?:not (?:\w+ )?(?:supported|agreed|accepted|approved|adopted|carried|passed|taken up|persuaded|"
    r"pursued|adopt|approve|accept|agree|"
    r"support|enough (?:support|votes))|n't (?:\w+ )?(?:agree|accept|approve|adopt|carry|pass|go through|"
    r"get (?:enough )?(?:support|votes))"
    r"|reject(?:ed|s|ion)|turned down|voted (?:down|against)|defeated|(?:motion|amendment|proposal|vote|"
    r"resolution|it) (?:fails?|failed|fell|died|lost|"
    r"was lost)|fell by|lost by|lost \d+|(?:was|were|been|and) (?:lost|dropped|withdrawn|declined|refused|ruled out|"
    r"vetoed|blocked|"
    r"abandoned|dismissed)|failed|withdrew"
    r"|no seconder|lack of a second|short shrift|vetoed?|did not (?:go through|pass|carry|find (?:support|"
    r"favour))|outvoted|no (?:support|majority)"
    r"|(?:nobody|no one|none) (?:was |were )?(?:supported|wanted|in favou?r|seconded)|thrown out|knocked back|"
    r"shot down)\b"
)
_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:the )?(?:spring|summer|autumn|fall|winter))"
)
HISTORY = re.compile(
    r"\b(?:last (?:year|month|time|spring|summer|autumn|fall|winter|january|february|march|april|may|june|"
    r"july|august|september|october|november"
    r"|december|meeting|season|term|session)|previously|in the past|used to|(?:years?|months?|weeks?) ago|"
    rf"back (?:then|in (?:19|20|the ))|"
    rf"(?<!report )(?<!reports )(?<!come )(?<!comes )(?<!be )(?<!get )(?<!go )back in {_MONTHS}|(?:in|by|"
    rf"under) the [\w ]{{3,40}} of (?:19|20)\d\d|at the (?:last|"
    rf"previous|kick-?off|"
    rf"first|\w+ meeting in)|originally|historically|in (?:19|20)\d\d,? (?:we|the|it|our|they|members|when)|"
    rf"(?:in|since|by) {_MONTHS} (?:\d{{4}} )?,?(?:we|the \w+|it|"
    r"our \w+|they|members)(?: (?:had|was|were|all))? |(?:had|'d)(?: \w+ly| also| already| just| been| once|"
    r" since)* (?:been )?(?:agreed|decided|resolved|voted|approved|"
    r"adopted|said|chosen|settled|gone|elected|passed|endorsed|promised)|(?:you(?:'ll| will)? |members |"
    r"we )?(?:remember|recall)(?:ed|s)?\b|already (?:been )?(?:settled|"
    r"decided|agreed|approved|said|did|done)|always decided|as (?:agreed|decided|resolved|approved) (?:in|at|"
    r"last|on|by|earlier|before|previously)"
    r"|(?:decided|agreed|resolved|approved)(?: by [\w. ]{2,30}?)? (?:back )?(?:in|at|on) (?:the )?(?:last|"
    r"previous|\w+ (?:19|20)\d\d|(?:19|20)\d\d|"
    rf"{_MONTHS}\b(?! \d))|earlier (?:decision|this year)|when it was decided|we did (?:that|it|try|trial)|"
    rf"tried (?:that|it))\b"
)
REVERSES = re.compile(
    r"\b(?:revers(?:e|es|ed|ing)\b(?! charge)|overturn(?:s|ed)?|rescind(?:s|ed)?|revok(?:e|es|ed)|annul(?:s|"
    r"led)?|undo(?:es)?|undone"
    r"|go(?:es|ing)? back (?:to|on)|went back (?:to|on)|chang(?:e|ed|ing) (?:our|its|their) minds?|"
    r"instead of what (?:we|was|had)"
    r"|no longer|scrap(?:s|ped)? (?:the|our|that)|(?:cancel(?:s|led)?|withdraw(?:s|n)?|drop(?:s|ped)?|"
    r"set(?:s)? aside|replac(?:e|es|ed|ing)|supersed(?:e|es|ed|ing))"
    r" (?:the |our |its |that |this )?(?:earlier|previous|last|old|former|\w+ )?\s?(?:decision|resolution|"
    r"agreement|vote|policy decision)"
    r"|(?:decision|resolution|agreement)(?: \w+){0,8} (?:is|was|be|are|were) (?:\w+ly )?(?:reversed|"
    r"overturned|rescinded|revoked|cancelled|withdrawn|replaced|superseded|set aside)"
    r"|contrary to (?:what|the earlier|our earlier)|after all\b|back to the (?:old|original|previous)|u-turn)"
)
SUPPOSED = re.compile(
    r"^(?:and |but |so |well,? |or |then |ok(?:ay)?,? )*(?:if|unless|suppose|supposing|assuming|should (?!we|"
    r"i|you)\w+|were (?:we|the|it|they|he|she)|had (?:we|the|it|they|he|she|i)"
    r"|even if|in case|provided|what if|when we ever|once we ever)\b"
)
HEDGED = re.compile(
    r"\b(?:might|maybe|perhaps|possibly|could|would(?! like to (?:confirm|announce))|'d (?!better)|(?<!in "
    r")(?<!from )(?<!by )(?<!of )(?<!until )(?<!since )(?<!late )(?<!early )(?<!mid )(?<!\d )(?<!th )(?<!st "
    r")(?<!this )(?<!next )(?<!for )(?<!last )may (?!\d|we\b|the\b|and\b|to\b|onwards?\b|meeting\b)|"
    r"ideally|probably|what if|wonder(?:ing)?|considering|suppose|if we (?:ever|agreed|decided)"
    r"|in theory|potentially|thinking (?:of|about)|tend to|i think we|we think|i feel|in my (?:opinion|view)|"
    r"i'd|unlikely|hopefully|not sure|should we)\b"
)
WISH = re.compile(
    r"\b(?:hop(?:e|es|ed|ing|eful)|wish(?:es|ed)?|would (?:be|have been) (?:nice|lovely|great|good|so|ideal)|"
    r"'d (?:be )?(?:love|like|nice|lovely)|would (?:love|like|prefer)"
    r"|(?:some(?:one|body)|anyone|anybody|people|they|you) (?:really )?(?:should|ought|needs? to|must|has to|"
    r"wants? to|would need)|ought to|in an ideal world|one day(?! (?:before|after|a\b|per|in|each|every))|"
    r"dream"
    r"|it'?s? (?:really )?(?:should|would be)|(?<![,;–—-] )(?:nobody|no[ -]?one) (?:knows?|knew|wants?|likes?|likely|"
    r"has|"
    r"had|cares?|said|says|is(?! (?:to|allowed|permitted))|was|can|could|would|ever))\b"
)
PROCEDURAL = re.compile(
    r"\b(?:(?:the|these|those|previous|last|draft|meeting|approve|adopt|sign|confirm|january|february|march|"
    r"april|may|june|july|august|september|october|november|december|\w+'s|th|st|rd|"
    r"nd) (?:\w+ )?minutes(?! (?:to|per|each|late|early|long|walk|away))|^minutes\b|\bminutes (?:of|from|"
    r"dated|were|was|be|as|approved|agreed|adopted)\b|(?:the |this )?agenda (?:was|be|is|as|with|adopted|"
    r"approved)|(?:adopt|approve)\w* (?:of )?the agenda"
    r"|apolog(?:y|ies)|adjourn\w*|call(?:ed)? to order|(?:true|correct|accurate)(?: and (?:correct|accurate|"
    r"true))? record|report (?:was|be|is|were) (?:received|noted|accepted)"
    r"|(?:receiv|not|accept)(?:e|ed|es) (?:the|his|her|their|this) (?:\w+['s]* ){0,3}(?:report|update|"
    r"presentation|correspondence)|consent (?:agenda|calendar)|quorum"
    r"|(?:meeting|session) (?:was |be |is )?(?:closed|opened|ended|adjourned|concluded)|clos(?:e|"
    r"ed) the meeting|(?:executive|closed) session|matters arising|declarations? of interest"
    r"|date of (?:the )?next|next meeting (?:will|is|was|on|be|to be|would)|reasons accepted|excus(?:e|"
    r"ed) absen\w+|leave of absence|accepted for filing|taken as read|extend the meeting|"
    r"order of business|(?:meeting|session) (?:rose|broke up|finished|started)|(?:gave|said|pronounced) (?:the|a) "
    r"(?:blessing|grace|prayer)|opening prayer|notes of (?:the )?(?:[\w ]{2,20} )?(?:were|was) (?:approved|agreed|"
    r"accepted))\b"
)
OUTSIDE = (
    r"(?:ministry|department|treasury|government|parliament|assembly|county|district|city|town|municipality|"
    r"municipal|state|federal|national|borough|landlord"
    r"|donors?|funders?|foundation|bank|agency|authority|regulator|lottery|commission(?:ers)?|association|"
    r"federation|union|university|church|supplier|contractors?|vendor|manufacturer"
    r"|company|firm|partners?|publisher|editor|journal|court|police|hospital|school|health board|board of|"
    r"embassy|insurer|insurance|owner|builder|neighbou?rs?|chief|mayor|minister|"
    r"president of|governor|senate|congress|council's|committee of the|parent company|headquarters|"
    r"head office|hq|client|customer|competitor|network|consortium|coalition|provider|utility"
    r"|commissioner|inspectorate|ombudsman|charity commission|building on|others|other (?:teams?|groups?|"
    r"schools?|charities|organisations?)|two neighbouring|neighbouring)"
)
BODIES = (
    r"(?:board|committee|council|meeting|members?|membership|trustees|directors|governors|team|group|panel|"
    r"assembly|society|executive|congregation|general meeting|"
    r"agm|co-?op(?:erative)?|working group|steering group|staff|volunteers|cabinet|commission|partners|"
    r"collective|attendees|participants|club|crew|circle|chapter|cluster|consortium|"
    r"forum|bureau|secretariat|session|association|trust|union|parents|residents|tenants|everyone|everybody|"
    r"owners|shareholders|delegates|house|body|general body|governing body|full (?:board|council|committee)|"
    r"managing committee|vestry|kirk session|elders|deacons|consistory|presbytery|synod|senate|faculty|caucus|"
    r"convocation|conference|plenary|jury|judges|management|leadership|corporation|convention|synod|company|"
    r"charity|club|centre|center|school|network|institute|federation|foundation|chair(?:man|woman|person)?|"
    r"senior management team|smt)"
)
REPORTED = re.compile(
    r"\b(?:report(?:ed|s)|inform(?:ed|s)|told|announc(?:ed|es)|explain(?:ed|s)|said|says|saying|mention(?:ed|"
    r"s)|confirm(?:ed|s)|not(?:ed|es)|shared|heard|wrote|writes|"
    r"update(?:d)?|advis(?:ed|es)|learn(?:ed|t)|understand|read)\b[^.;:]{0,60}?\b(?:that|us|me|how|of)\b"
)
ACCEPTS = re.compile(
    r"^[\W_]*(?:(?:ok(?:ay)?|oh|ah|and|well|so|great|right|hm+|mm+|haha|lol)[\s,.!]+)*(?:yes|yeah|yep|yup|yea|"
    r"ya|aye|sure|ok(?:ay)?|k|agreed?|i agree|we agree|all agreed|deal|done|fine|"
    r"good|great|perfect|works|that works|sounds? (?:good|great|fine|right|like a plan)|fair enough|sawa|"
    r"absolutely|definitely|exactly|hear hear|seconded|second that|i second|\+1|same|me too|"
    r"also me|i am with you|i'm with you|with you|in favou?r|no objections?|no problem|super|wonderful|lovely|"
    r"excellent|brilliant|hallelujah|thank you|thanks|about time|finally|"
    r"happy with that|i'm happy|makes sense|i support (?:that|this|it)|no issue|none from me|that suits|fine by me|"
    r"fine with me|hands up|happy to|that's fair|i can live|let's do (?:it|that|this)|go for it|nods|"
    r"cool|nice|love it|noted|right|of course|all right|alright|works for me|i can live with|can live|"
    r"suits me|count me in|i'm in|i'm good|good idea|good call|no objection|settled|approved|carried|passed|"
    r"motion carries|indeed|totally|true|tak|ja|oui|si)\b"
    r"|^\W*(?:\d{1,2} ?/ ?\d{1,2}|[\U0001F44D\U0001F44C\U0001F64F\U0001F4AF\U00002705\U0001F64C\U0001F389\U000"
    r"02764\U0001F44F\U0001F91D\U00002714])"
)
REFUSES = re.compile(
    r"^[\W_]*(?:(?:oh|ah|well|hm+|um+|sorry|honestly)[\s,.!]+)*(?:no\b(?! (?:problem|worries|objection|issue|"
    r"bother|trouble|prob))|nope|nah|not me|not really|not sure|i can'?t|i cannot|can't|sorry|"
    r"i'm afraid|unfortunately|i'd rather not|i don'?t (?:have|think|want|like|agree)|i'm (?:away|off|not|"
    r"busy|on leave|out)|i won'?t|i disagree|hang on|wait|hold on|but\b|"
    r"i'm against|over my dead|absolutely not|no way|hmm|let me think|maybe|not my|nor me|impossible|never|"
    r"i would not)\b"
)
TAKES_ON = re.compile(
    r"^[\W_]*(?:(?:ok(?:ay)?|oh|ah|and|well|so|great|right|haha|lol|thanks|fine|good|er+|um+|"
    r"hm+)[\s,.!]+)*(?:course (?:i|we)\b|yes|yeah|yep|yup|ya|aye|sure|ok(?:ay)?|k|will do|of course|no problem|"
    r"no worries|"
    r"no prob|happy to|glad(?:ly)?|"
    r"i can|i will|i'll|i do it|can do|could do|absolutely|definitely|please|on it|i'm on it|i do (?:it|that|"
    r"this)|i make (?:it|that)|done|sawa|with pleasure|my pleasure|fine|noted|got it|got you|i got|i've got|"
    r"right|leave (?:it|that)|"
    r"consider it|certainly|understood|alright|all right|yes please|you got it|deal|consider|i'm happy|"
    r"sounds good|roger|copy|i am on it|doing it|i shall|great|cool|perfect|hakuna|shall do|already on it|"
    r"no bother|nae bother|sorted|please do|"
    r"i suppose(?: so)?|go on then|if i must|ok madam|not a problem|that's fine|agreed)\b|"
    r"^\W*[\U0001F44D\U0001F44C\U0001FAE1\U00002705\U0001F64F\U0001F4AA]"
)
EMPTY = re.compile(
    r"^\W*(?:none|n/?a|nil|(?:still |left )?open|(?:still )?(?:undecided|unresolved|pending)|"
    r"no decisions?(?: (?:were )?(?:taken|made|reached))?|nothing|tbc|tbd|-|"
    r"none (?:taken|made|reached))\W*$"
)


_RANKED = ("board", "committee", "council", "panel", "assembly", "society", "cabinet")
_KINDS = (
    "association",
    "trust",
    "union",
    "club",
    "foundation",
    "federation",
    "network",
    "company",
    "charity",
    "centre",
    "center",
    "school",
    "institute",
    "hospital",
    "church",
    "parish",
    "co-operative",
    "cooperative",
    "co-op",
    "partnership",
    "consortium",
    "group",
    "department",
    "college",
    "university",
    "agency",
    "library",
    "museum",
    "theatre",
    "choir",
    "band",
)


def own_bodies(title: str) -> re.Pattern[str] | None:
    """The kinds of body that this document is of, from its head; None when the head tells none.

    In the minutes of a committee "the board decided" tells of somebody else.
    """
    named = {word for word in (*_RANKED, *_KINDS) if re.search(rf"\b{word}\b", title.lower())}
    if not named:
        return None
    return re.compile(r"\b(?:" + "|".join(sorted(named)) + r")\b")

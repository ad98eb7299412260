"""Signs that a rule is laid down, from when it holds, and how a conclusion opens, in lower-case text."""

import re

RULES: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        (
            r"\b(?:will|to|must|shall|can) (?:no longer |only |now |all |always |henceforth )?be (?:given|held|moved|"
            r"closed|open(?:ed)?|paid|charged|used|kept|sold|replaced|raised|reduced|cancelled|stopped|shared|limited|"
            r"free|set|introduced|extended|rotated|split|offered|allowed|banned|required|run|made|renamed|continued|"
            r"stopped|delayed|brought forward|published|booked|capped|allocated|served|locked|reused|donated|halved|"
            r"doubled|merged|served|sent|done)\b",
            1.0,
        ),
        (
            r"\b(?:go(?:es)? (?:up|down|to|in(?:to)?|live|ahead|out|from)|moves? (?:to|from|into|back)|chang(?:es?|"
            r"ing) (?:to|from)|becom(?:es?|ing)|switch(?:es|ing)? (?:to|from)|rises? (?:to|from|by)|falls? to|"
            r"drops? (?:to|from)|stays? (?:at|on|with|in|open|closed|where|until)|(?:is|are) now|ends? at|clos(?:es?|"
            r"ing) at|starts? at|opens? (?:at|on|from)"
            r"|(?:is|are) (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?|charge[sd]? (?:is|are)|(?:price|"
            r"fee|charge|rate|limit|budget|ticket|rent|deposit|rota)s? (?:is|are|stays?|will be|"
            r"remains?)|pays|gets (?:a|an|the|their|one|two|three|\d)|travels?|"
            r"(?:everyone|everybody|each|all of us|every \w+|nobody|members|staff|volunteers|parents|all \w+) (?:must|"
            r"has to|have to|needs? to|will|pays?|brings?|gets?|wears?|signs?|logs?|takes?|travels?))\b",
            1.0,
        ),
        (r"\b(?:all|every|each) [\w ]{2,30} (?:in|at|on|by|to|must|will|get) ", 1.0),
        (r"\b(?:nobody|no one|everybody|everyone|all of us|each of us|every \w+) (?:\w+s|must|will|has to)\b", 1.0),
        (r"^(?:nobody|no one|no \w+|no more than \w+) (?:is|are) (?:now )?(?:to|allowed to|permitted to) \w+", 2.0),
        (
            r"\b(?:office|shop|centre|center|school|hall|club|library|clinic|group|service|site|store|building|fair|"
            r"event|show|project|newsletter|trip|class|classes|course|courses|sessions?|meetings?) (?:will|is to|"
            r"are to|shall) (?:not |henceforth |no longer |now )?(?!be (?:held|discussed)|need|have|know|get|receive|"
            r"benefit|probably)\w+",
            1.0,
        ),
        (
            r"\b(?:subscriptions?|fees?|rents?|charges?|prices?|rates?|levy|dues|deposit|hours|salary|wages?|stipend|"
            r"allowance|budget|limit|quorum) (?:for [\w ]{2,20} )?(?:shall|will|to|is to|are to|be|increased|reduced|"
            r"raised|lowered|frozen|held|set|kept|doubled|halved|capped|fixed|remains?|unchanged)\b",
            1.5,
        ),
        (
            r"\bgoes (?:quarterly|monthly|weekly|online|digital|public|live|part[- ]time|fortnightly|yearly|daily)\b",
            1.0,
        ),
        (
            r"\b(?:takes over|steps in as|is (?:our|the|my) new|are (?:our|the) new|stands? in (?:for|as)|"
            r"is in charge of)\b",
            1.0,
        ),
        (r"\b(?:will be|is|are|stays?) [\w ]{1,25} only\b|^[\w' ]{3,40} only(?:,|\W*$)", 1.0),
        (
            r"^(?!it|that|this|there|he|she|they|i|you|who|what|which)[\w' ]{2,40}? (?:becomes?|takes? over as|steps "
            r"in as|stays?|remains?|stops?|ends?|goes|moves?|switches|changes|closes|opens|starts|begins|joins|leaves|"
            r"applies|covers|replaces|gets|has priority|comes first|is the new|will be the new)(?= (?:at|on|to|from|"
            r"in|as|after|until|with|only|open|closed|outside|inside|put|free|half|the|monthly|weekly|quarterly|"
            r"online|treasurer|chair|secretary|over|half)\b|[.!]*$)",
            1.0,
        ),
        (
            r"^(?!it|that|this|there|he|she|they|i|you|who|what|which)[\w' ]{2,40}? (?:become|take over|stay|remain|"
            r"stop|end|go|move|switch|change|close|open|start|begin|join|leave|apply)(?= (?:at|on|to|from|in|as|after|"
            r"until|with|only|open|closed|outside|inside|monthly|weekly|online)\b)",
            1.0,
        ),
        (
            r"^(?:\w+ )?(?:only|just) (?:\w+ ){1,4}(?:may|can|hold|holds|use|uses|get|gets|have|has|go|vote|pay)\b|"
            r"\b[\w']+ only (?:for|from|on|in|at|with|until|to)\b|^\w+ only[.!]*$",
            1.5,
        ),
        (
            r"^no \w+(?: \w+){0,2} (?:inside|outside|upstairs|allowed|indoors|please|in the \w+|on the \w+|at the "
            r"\w+)\W*$|^no \w+(?: \w+)?, (?:only|just|but)\b",
            1.5,
        ),
        (
            r"^[\w' ]{2,30} (?:off|on|out|in|away|closed|locked|washed|labelled) (?:during|before|after|by|at the "
            r"end)\b",
            1.5,
        ),
        (
            r"\b(?:is|are) (?:not |now |no longer |always |only )?(?:allowed|permitted|provided|handed (?:back|in|"
            r"out)|kept|locked|required|compulsory|optional|charged|paid|limited|capped|banned|forbidden|open to|"
            r"closed to|free (?:for|to|of)|shared|rotated|split|reserved|signed|logged|counted|washed|returned)\b",
            1.0,
        ),
        (
            r"\b(?:has|have|gets?|takes?) priority\b|\bcomes? first\b|^priority (?:is|goes to)\b|\bfirst,? (?:and "
            r")?then\b",
            1.5,
        ),
        (
            r"\bwe(?:'ll| will|'re going to| are going to)? pay\b.*\b(?:from|monthly|weekly|instead|each|per|every|"
            r"only)\b|\bwe(?:'ll| will|'re going to| are going to) pay\b",
            1.5,
        ),
        (
            r"\b(?:there|\w+) must (?:always |now |not |also )?(?:be|have|wear|sign|bring|pay|use|wait|leave|stay)\b|"
            r"\bthere (?:will|are to) (?:always |now )?be (?!cake|food|tea|rain|music|a lot|lots|more|time|trouble|"
            r"problems?|questions?|someone|people|room|plenty)\w+",
            1.0,
        ),
        (
            r"^(?:a )?(?:\w+ ){0,2}(?:trial|pilot|test)(?: for| of|,)\b|\b(?:trial|pilot|try|test) (?:it|this|that|"
            r"them) (?:for|until|in)\b",
            1.5,
        ),
        (
            r"^(?:the |our )?(?:membership |annual |joining |entry |ticket |hall |monthly |new )*(?:fees?|rents?|"
            r"prices?|subs|subscriptions?|charge|deposit|tickets?|budget|limit|rate|entry)(?::| up to| down to| up by|"
            r" raised to| cut to| frozen| goes? (?:up |down )?to| now|,) ?",
            1.5,
        ),
        (
            r"\b(?:money|grant|legacy|donation|profits?|surplus|fund|funds|proceeds|reserves?|takings|prize|budget|"
            r"savings|income|bequest)\b[\w ]{0,30}? (?:will|is to|are to|to|shall) be \w+|\b(?:use|spend|put|invest|"
            r"split|keep|save) (?:the|all the|half the|our|this) (?:[\w ]{0,15})?(?:money|grant|legacy|donation|"
            r"profits?|surplus|funds?|proceeds|reserves?|takings|prize|savings)\b",
            1.5,
        ),
        (
            r"^(?!it|that|this|there|he|she|they|i|you|who|what|which|rain|we\b)(?:the |our |all |every |each )?[\w' "
            r"]{2,35}? (?:will|shall) (?:now |all |only |always |be )?(?!be (?:held|late|able|away|there|here|known|"
            r"fine|ok|happy|back|nice|good|hard|difficult|interesting|expensive|announced|confirmed|decided|discussed|"
            r"reviewed|circulated|sent round)|need|have to|know|help|cost|take a|see|like|want|come back|ring|call|"
            r"arrive|love|hate|miss|lend|send|bring|give us|tell|pay us|probably|never|rain|snow)[a-z]+",
            0.5,
        ),
        (
            r"\b(?:two|three|four|five|\d+|one) (?:people|adults|members|of us|keyholders|signatures|volunteers|"
            r"staff) (?:at|on|per|for|in) (?:every|each|any|all)\b|\bevery \w+ (?:needs?|has to|must)\b",
            1.5,
        ),
        (r"\bfirst,? (?:and )?then\b|\bfirst\b.*\bafter(?:wards)?\b", 1.0),
    )
)
IS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        (
            r"\b(?!total|sum|balance|question|problem|issue|point|reason|idea|thing|rest|next|answer|last|weather|"
            r"news|it|that|there|this|which|he|she|they)[\w']+(?:'s| is| are) (?:on|in|at) (?:the )?(?:\d|january|"
            r"february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|"
            r"fri|satur|sun)day|half|noon)",
            1.0,
        ),
        (
            r"\b(?!total|sum|balance|question|problem|issue|point|reason|idea|thing|rest|next|answer|last|weather|"
            r"news|it|that|there|this|which|he|she|they|we|you)[\w']+(?:'s| is| are) (?:half|noon|midday|\d|[£$€]|"
            r"the \w+ (?:one|floor|room|hall|option|date)|fixed|final|one |two |three |four |five |six |seven |eight |"
            r"nine |ten )",
            1.0,
        ),
    )
)
FROM_WHEN = re.compile(
    r"\b(?:from|starting|starts|as of|beginning|until|effective|with effect from|till|"
    r"for) (?:on )?(?:the )?(?:start of |beginning of |end of |rest of )?(?:\d{1,2}(?:st|nd|rd|"
    r"th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|january|february|march|april|may|"
    r"june|july|august|september|october|november|december|next (?:week|month|term|year|season|\w+day)"
    r"|this (?:term|semester|week|month|year|season|autumn|summer|winter|spring)|(?:mon|tues|wednes|thurs|fri|"
    r"satur|sun)day|easter|christmas|autumn|spring|summer|winter|now|today|tomorrow|here|\d+ ?[ap]m|good|"
    r"the year|the season|the summer|a (?:year|month|term|trial))\b|\b(?:from now on|from here on(?: out)?|"
    r"going forward|"
    r"henceforth|effective(?: immediately)?|with (?:immediate )?effect|immediately|permanently|any ?more|"
    r"this (?:time|year))\b"
)
LASTING = re.compile(
    r"\b(?:from now on|from here on(?: out)?|going forward|henceforth|with (?:immediate )?effect|"
    r"effective (?:immediately|from|\d)|from today)\b"
)
OPENS = re.compile(
    r"^(?:\W|uh|um|yeah|yes)*(?:so|ok(?:ay)?|right|then|done|great|alright|all right|good|fine|sawa|well then|"
    r"therefore|in that case|perfect|cool|aye|lovely|basta|also gut|bon|to sum up|in short|in summary|"
    r"to conclude|excellent|super|sorted|brilliant|tamam|achha|acha|theek hai|oya|listen|in the end|"
    r"for me it is clear|fair enough|wonderful|decision|awesome|agreed|understood|yes then|that means|result)\b"
)
TURNS = re.compile(
    r"\b(?:then|instead|so be it|simple as that)\W*$|\bthen[.,]|\binstead(?: of)?\b|\bafter all\b|"
    r"\bthen (?:we|it)\b|\brather than\b|\bnot the\b|, not \w+"
)
FIGURE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|monthly|weekly|quarterly|fortnightly|daily|yearly|annually|"
    r"online|once|twice|every|each|half|quarter|two|three|four|five|six|seven|eight|nine)\b|"
    r"[£$€₹%]|\b\d+(?:[.,:]\d+)?(?:p|k|m|%|st|nd|rd|th)?\b|\b(?:pounds|dollars|euros|quid|bucks|shillings|"
    r"naira|rand|per|each|percent|o'clock|noon|a\.?m|p\.?m|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"hundred)\b"
)

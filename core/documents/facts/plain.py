"""Decisions in plain words: "so we take the second one", "no free tier, that's final". Weighed, not matched.

One sign is seldom enough. The core signs say that a choice falls; the others (how the sentence opens, from when it
holds, that it sums up what others said) lend weight, and so does what is answered. The weights are steps of a
half, set by hand; ENOUGH of them make a decision.
"""

import re

ENOUGH = 2.5
_CORE_LEAST = 1.0


def _any(words: str) -> str:
    return "|".join(words.split())


_ING_OR_BARE = (
    "take stay keep use choose pick drop move switch stop skip cancel buy rent lease hire close open make hol"
    "d give charge"
    " pay file book order launch renew extend change replace invite set raise cut split merge publish sell build print"
    " meet reduce limit allow ban add remove accept adopt offer put rotate serve host sign ship migrate target"
    " prioritise prioritize scrap bin axe kill freeze fund sponsor join leave swap double halve bring run outsource"
    " postpone appoint recruit advertise shut ask share store paint plant cap restrict introduce trial pilot "
    "test retire"
    " archive delete rename rebuild repair fix sack end begin ditch pause resume reuse recycle donate spend award wait"
    " transfer collect divide distribute combine separate standardise standardize schedule screen teach train"
).split()


def _forms(verb: str) -> str:
    stem = verb[:-1] if verb.endswith("e") else verb
    double = verb[-1] if re.search(r"[^aeiou][aeiou][bdgmnpt]$", verb) else ""
    return f"{verb}|{stem}{double}ing" + (f"|{stem}ing" if double else "")


_CHOICE = (
    "(?:"
    + "|".join(_forms(verb) for verb in _ING_OR_BARE)
    + r"|go(?:ing)? (?:with|for|ahead|back|down|up|digital|online|remote|public|live|paperless)|"
    r"stick(?:ing)? (?:with|to)"
    r"|opt(?:ing)? (?:for|out|in)|settl(?:e|ing) (?:on|for)|turn(?:ing)? (?:it|them|this|that|down|off)|"
    r"say(?:ing)? (?:yes|no)"
    r"|do(?:ing)? (?:the|a|an|it|this|both|all|one|two|three|\w+ instead)\b(?! every)|focus(?:ing)? on|"
    r"start(?:ing)?(?= (?:with (?!you|the|that|this|a\b|bad|good|point|item)|at|on|from|in|using|\w+ing|\d))"
    r"|hav(?:e|ing)(?= (?:\w+ ){1,4}(?:of them|instead|then|from|as|on|at))|leav(?:e|ing) (?:it|things|"
    r"everything|the [\w ]+) (?:as|at|where))\b"
)
_NOT_CHOSEN = (
    "(?:"
    + _any(
        "see talk discuss begin vote think hear look be say pretend face find check focus try hope return pick kn"
        "ow want"
        " need can could remember believe feel like love understand mean agree get receive expect lose thank welcome"
        " congratulate appreciate miss owe live work care worry struggle still always never usually often sometimes"
        " already currently really were had did went got met said tried ran spoke saw asked finished sent called looked"
        " talked discussed reviewed noted heard received started kept left made took gave came thought felt found"
        " lost won"
        " began visited have've would might may should ought must used mostly normally generally once only even hardly"
        " wish suppose guess assume seem tend happen turn"
    )
    + r"|start(?:ing)?(?! (?:with|at|on|from|in|the|using|a|an|\w+ing|\d))|get(?:ting)? (?:going|started|back|"
    r"on)|mov(?:e|ing) on|com(?:e|ing) back|leav(?:e|ing) (?:it|this|that) (?:for|there|until|till|here)"
    r"|park(?:ing)?|wait(?:ing)?|ask(?:ing)? (?:the|them|him|her|around|for|if|whether)|go(?:ing)? (?:on|over|"
    r"round|around|through|to|into|home|there)|tak(?:e|ing) (?:a (?:break|minute|look|vote|moment|photo)|five|"
    r"ten|it offline|questions|this offline|note|minutes|stock|turns)|"
    r"do(?:ing)? (?:introductions|that every|this every|it every|ok|well|fine|our best)|put(?:ting)? (?:it|"
    r"this|that) (?:off|back|on hold)|pay(?:ing)?(?! (?:for|the|them|him|her|half|it|by|in|back|out)\b)|"
    r"meet(?:ing)? (?:again|up)|mak(?:e|ing) (?:a loss|progress|money|sure|a lot|an? effort)|"
    r"hold(?:ing)? (?:on|off)|us(?:e|ing) (?:a lot|about|around|too)"
    r"|run(?:ning)? (?:out|late|low|short|a|an|three|two|four|five|\d+)|serv(?:e|ing) (?:about|over|around|\d|"
    r"more)|spend(?:ing)?|shar(?:e|ing) (?:the|your) (?:concern|view|worry)|bring(?:ing)? (?:it|this|"
    r"that) (?:up|back)|meet(?:ing)? (?:our|the) (?:target|goal|need|deadline)s?|train(?:ing)?|teach(?:ing)?|"
    r"collect(?:ing)? (?:about|around))\b"
)
_STATE = (
    r"(?:very |so |still |really |now |already |quite |too |all |both |also |just |not |only )*(?:"
    + _any(
        "happy sad sorry sure aware grateful tired short late behind ahead fine good ok okay ready able running looking"
        " waiting working thinking hoping struggling trying getting seeing having planning facing talking discussing"
        " dealing expecting losing finding here there down up out over under used supposed only people stuck full due"
        " worried concerned proud in at on a an the about to part between considering wondering aiming exploring saying"
        " learning told asked lucky one two three four five six always never pleased delighted keen low well open"
        " closed"
        " nearly almost hearing asking reviewing applying writing reporting growing seeking confident excited missing"
        " meeting needing bound obliged required busy broke covered insured responsible spending running paying"
    )
    + r"|\d+)\b"
)
_OUR = (
    r"(?:^\W*|[,.;:!–—-]\s*|\b(?:so|then|and|ok|okay|right|yes|yeah|that|well|good|great|therefore|instead|"
    r"today|now|case|agreed|is|agree|settled|alright|but|or|least) |^(?:from|as of|starting|in|on|after|until|"
    r"for) [\w ]{2,30}? )we(?: all| both|'re all)?"
)
_CORE: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        # a matter is closed
        (
            r"(?<!nothing )(?<!none )(?<!no one )\b(?:that's|that is|thats|it's|its|is|are|so it's|all|"
            r"this is) (?:then |all |now )?(?:settled|final|decided|agreed|sorted then|a deal|done then|a yes|a no|"
            r"a go|off the table|out of the question|off then|on then)"
            r"\b(?! (?:by|yet|tomorrow|later|that|a|the|very|but|if|until))",
            2.5,
        ),
        (
            r"^(?:\W|ok(?:ay)?\b|so\b|great\b|good\b|right\b)*(?:done|decided|settled|deal|final|sorted|sold|"
            r"fixed)\s*[:,.–—-]+ *(?=\w+\W+\w+\W+\w+)",
            2.5,
        ),
        (
            r"[,.–—-] ?(?:final|end of story|full stop|period|point|done|decided|settled|done deal|end of discussion|"
            r"that's that|case closed|finito|basta|punkt)[.! ]*$",
            2.5,
        ),
        (
            r"\b(?:final(?: answer| decision)?|new rule|the rule|house rule|the plan|our decision|the decision|"
            r"verdict|conclusion|the answer|consensus|outcome|upshot|we're agreed|we are agreed|we agree|all agreed|"
            r"we're all agreed)(?: is| was| stays)?\s?[:–—-]\s?",
            2.5,
        ),
        (
            r"\b(?:it|that|the motion|motion|this|resolution|the proposal|the amendment)(?:'s| is| has|"
            r" was)? (?:passes|carries|carried|passed|adopted|approved)\b|\bthe (?:ayes|yeses|yesses|noes|"
            r"nays) have it\b|\b(?:motion|vote) (?:carried|passed)\b",
            2.5,
        ),
        (
            r"\b(?:that settles it|we have a (?:winner|deal|decision|plan|yes)|(?:is|are|as) the winner|it's a go|"
            r"that's the plan|decision made|we have (?:a )?consensus|that's what we(?:'ll| will|'re going to)? do)\b",
            2.0,
        ),
        (
            r"^(?:[\w']+[,.!]\s*)?(?:\W|ok(?:ay)?|so|right|then|well|great|good|and|yes|yeah|fine|perfect|"
            r"lovely)*(?:[\w'&-]+ ){1,5}it is\b(?<!way it is)(?<!what it is)(?<!as it is)(?<!how it is)(?<!like it is)"
            r"(?<!where it is)(?<!think it is)(?<!than it is)(?<!who it is)(?=,? ?(?:then|$|[.!,–—-]))",
            2.5,
        ),
        (
            r"^(?:\W|ok(?:ay)?|so|right|then|well|great|good|and|yes|yeah|fine)*(?:alright,? |"
            r"so,? )*(?:[\w'-]+ ){1,4}(?:wins|won the vote|gets it|gets the (?:job|nod|contract|post|money|vote))\b",
            2.0,
        ),
        (r"\bthere (?:is|are|will) (?:to )?be no (?:more )?\w+|\bthere (?:is|are) to be \w+", 1.5),
        (
            r"\b(?:locked in|signed and sealed|it's official|that's us then|consider it (?:done|decided|settled)|"
            r"take that as a (?:yes|no)|call it a (?:yes|no)|let's lock|lock it in|we're doing it|let's do it|"
            r"we have lift-?off|motion granted|so ordered)\b",
            2.0,
        ),
        (
            r"\bi(?:'m| am) calling it\b|\bi (?:hereby )?declare\b|\bi think we(?:'ve| have) (?:decided|agreed|"
            r"settled)|\bi'll take that as a\b",
            2.0,
        ),
        (
            r"(?:'s| is| are|'re) (?:off|out|gone|cancelled|approved|dropped|scrapped|dead|history|booked|confirmed|"
            r"toast)(?: then)?[.!]*$",
            1.5,
        ),
        (r"^[\w' ]{2,28}, not [\w ]{2,20}[.!]*$", 1.5),
        (
            r"(?:^|[,.:–—-] ?|\band )no (?:more )?[\w ]{2,30}\b(?:any ?more|from now on|from (?:monday|today|tomorrow|"
            r"next \w+))\b",
            1.5,
        ),
        (r"^(?:so |ok(?:ay)?,? |right,? |then )*no more [\w ]{3,30}[.!]*$", 1.5),
        (
            r"^(?:so|ok(?:ay)? so|okay then|right so|then)[, ]+(?:[\w£$€.:'%-]+,? ){1,6}(?:free|\d[\w:.%]*|two|three|"
            r"four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)[.!]*$",
            1.0,
        ),
        (r"^[\w'&]+(?: [\w'&]+){0,2} then[.!]*$", 1.5),
        (
            r"^[\w'& -]{4,40} (?:approved|agreed|cancelled|booked|dropped|postponed|accepted|"
            r"confirmed)(?: then)?[.!]*$",
            1.5,
        ),
        (
            rf"{_OUR} (?:'ll |will |'re |are )?(?:finali[sz]e|confirm|lock in|fix|say (?:yes|no)|saying (?:yes|no))\b",
            1.5,
        ),
        (r"\bwe(?:'ll| will) (?:say|tell them) (?:yes|no)\b|\bwe (?:won't|will not) be \w+ing\b", 1.5),
        # a choice falls
        (
            r"\blet's (?:just |all )?(?:go (?:with|for|ahead)|stick (?:with|to)|settle on|opt for|stay with|"
            r"say (?:yes|no))\b",
            2.0,
        ),
        (rf"\blet's (?:just |all |then |not )?(?!{_NOT_CHOSEN})\w+", 1.5),
        (
            rf"{_OUR}(?:'ll| will|'re| are|'re all)?(?: just| definitely| all| both| then)? (?:go(?:ing)?|"
            rf"stick(?:ing)?|stay(?:ing)?) (?:with|for|ahead|to(?= the| our| what))\b",
            2.5,
        ),
        (
            rf"{_OUR}(?:'ve| have)? (?:chosen|gone (?:with|for)|settled (?:on|for)|plumped for|picked|opted for|"
            rf"landed on|signed off|voted (?:to|for|in favour)|said (?:yes|no) to|gone ahead)\b",
            2.5,
        ),
        (
            r"^(?:so |ok(?:ay)?,? |then |right,? )*(?:going|sticking|staying|went|gone|go|stick) (?:with|ahead with|"
            r"for)\b(?! (?:a|the) (?:walk|drink|coffee|run|swim))",
            2.5,
        ),
        (
            rf"{_OUR}(?:'ll| will| shall|'re| are)?(?: now| just| then| simply| therefore| both| definitely| not|"
            rf" no longer| going to| gonna)* (?!{_NOT_CHOSEN})(?:{_CHOICE})",
            1.5,
        ),
        (
            rf"{_OUR}(?:'ll| will| shall) (?:not )?(?!{_NOT_CHOSEN})(?!be\b|have\b|not\b|also\b|all\b|probably\b|"
            rf"then\b|now\b|just\b)\w+",
            1.0,
        ),
        (rf"{_OUR}(?:'re| are) (?!{_STATE})(?!{_NOT_CHOSEN})\w+ing\b", 1.0),
        (
            r"^going (?!to\b|forward|well|on\b|back and|over|through|round|by\b|down\b|up\b)\w+|\b(?:split|halve|"
            r"double|bin|scrap|share) it\b(?! (?:until|till|for))",
            1.5,
        ),
        (
            r"^(?:\W|ok(?:ay)?|right|great|good|cool|fine|grand|alright|sure|perfect|nice|lovely)+[,.!:–-]+\s+(?!we\b|"
            r"i\b|you\b|that)(?:[\w£$€.:'%-]+[, ]*){0,4}(?:\d[\w:.%]*|[£$€]\d\S*|two|three|four|five|six|seven|eight|"
            r"nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|noon|midday|(?:mon|tues|wednes|thurs|"
            r"fri|satur|sun)days?)\b[\w ]{0,25}[.!]*$",
            1.0,
        ),
        (
            rf"{_OUR}(?:'re| are) not (?!{_STATE}|choosing|deciding|settling|picking|agreeing|committing|"
            rf"voting)\w+ing\b",
            2.0,
        ),
        (
            r"\bwe (?:won't|will not|shan't|will no longer|no longer) (?!know|have|be|get|see|need|make it|manage|"
            r"find|survive|forget|lie|solve|agree|decide|finish)\w+",
            2.0,
        ),
        (rf"\bwe (?:don't|do not)\s+(?!{_NOT_CHOSEN}|know|have|think|mind|really|seem)\w+", 1.0),
        (
            rf"\bwe (?:say|said) (?:yes|no) to\b|^(?:so |ok(?:ay)? |then )*(?:said|say|saying) (?:no|yes) to\b|"
            rf"\bit's a (?:no|yes) (?:to|from|for)\b",
            2.5,
        ),
        (
            r"^(?:\W|ok(?:ay)?|so|right|well|great|good|yes|yeah|fine|alright|perfect|lovely|cool|"
            r"super)+[\s,.!:-]+(?!we\b|i\b|who\b|what\b|see\b|bye\b|thanks)[\w:£$€.' -]{3,45},? then(?:[.! ]*$|, )",
            1.5,
        ),
        (
            r"\b(?:what i'm hearing is|what i am hearing is|what we're saying is|i take it (?:that )?|so we're saying|"
            r"the consensus is|i think we've agreed|i think we're agreed|we seem to agree|let it be recorded|"
            r"for the minutes?|let me minute|so to confirm|just to confirm|to be clear)\b",
            1.5,
        ),
        (
            r"\b(?:no change|leave it as it is|stays as it is|keep it as is|stays (?:the same|put)|"
            r"remains? (?:the same|unchanged|at|with|in place))\b",
            1.5,
        ),
        # a rule is laid down
        (
            r"^(?:\W|ok(?:ay)?\b|so\b|great\b|good\b|right\b|fine\b|yeah\b|yes\b|then\b|true\b|alright\b|and\b|"
            r"from (?:now on|today|monday|next \w+),?)*no (?:more )?(?!problem|worries|one|body|thanks|need|idea|way|"
            r"wonder|doubt|decision|news|objection|comment|question|matter|conclusion|figure|detail|"
            r"further|other|quorum|rush|reply|answer|response|show|luck|hurry|point|"
            r"no\b)\w+[^.?]*(?:\b(?:this (?:time|year|month|term|season|week|spring|summer|autumn|winter)|any ?more|"
            r"from|until|instead|in (?:january|february|march|april|may|june|july|august|september|october|november|"
            r"december)|without|after|before|starts?|that's|on (?:\w+day)s?|at (?:the|any)|for (?:the|any))\b|"
            r", that's|, we\b)",
            1.5,
        ),
        (
            r"\b(?:money|budget|grant|contract|post|job|order|place|slot|award|prize|funds?|surplus|proceeds|tender|"
            r"legacy|work|role|seat) (?:goes|will go|is going) to\b",
            2.5,
        ),
        (
            r"\b(?:is|are|will be|gets|get) (?:fixed|booked|confirmed|set|chosen|out|in|off|on|cancelled|closed|"
            r"scrapped|dropped|approved|gone|ours) (?:for|at|as|then|from|to|until|on)\b",
            1.5,
        ),
        (
            r"^(?:order|book|buy|keep|drop|take|use|ship|cancel|scrap|cut|kill|stop|move|tell (?:them|her|him) (?:no|"
            r"yes))\b(?![-/]| (?:it|that|this) (?:up|off) with)",
            1.0,
        ),
    )
)
_RULES: tuple[tuple[re.Pattern[str], float], ...] = tuple(
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
            r"|(?:is|are) (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?|costs?|charge[sd]? (?:is|are)|(?:price|"
            r"fee|charge|rate|cost|limit|deadline|budget|ticket|rent|deposit|rota)s? (?:is|are|stays?|will be|"
            r"remains?)|pays|gets (?:a|an|the|their|one|two|three|\d)|travels?|"
            r"(?:everyone|everybody|each|all of us|every \w+|nobody|members|staff|volunteers|parents|all \w+) (?:must|"
            r"has to|have to|needs? to|will|pays?|brings?|gets?|wears?|signs?|logs?|takes?|travels?))\b",
            1.0,
        ),
        (r"\b(?:all|every|each) [\w ]{2,30} (?:in|at|on|by|to|must|will|get) ", 1.0),
        (r"\b(?:nobody|no one|everybody|everyone|all of us|each of us|every \w+) (?:\w+s|must|will|has to)\b", 1.0),
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
        (r"\bfirst,? (?:and )?then\b|\bfirst\b.*\bafter(?:wards)?\b", 1.0),
    )
)
_IS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
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
_FROM_WHEN = re.compile(
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
_LASTING = re.compile(
    r"\b(?:from now on|from here on(?: out)?|going forward|henceforth|with (?:immediate )?effect|"
    r"effective (?:immediately|from|\d)|from today)\b"
)
_OPENS = re.compile(
    r"^(?:\W|uh|um|yeah|yes)*(?:so|ok(?:ay)?|right|then|done|great|alright|all right|good|fine|sawa|well then|"
    r"therefore|in that case|perfect|cool|aye|lovely|basta|also gut|bon|to sum up|in short|in summary|"
    r"to conclude|excellent|super|sorted|brilliant|tamam|achha|acha|theek hai|oya|listen|in the end|"
    r"for me it is clear|fair enough|wonderful|decision|awesome|agreed|understood|yes then|that means|result)\b"
)
_TURNS = re.compile(
    r"\b(?:then|instead|so be it|simple as that)\W*$|\bthen[.,]|\binstead(?: of)?\b|\bafter all\b|"
    r"\bthen (?:we|it)\b|\brather than\b|\bnot the\b|, not \w+"
)
_FIGURE = re.compile(
    r"[£$€₹%]|\b\d+(?:[.,:]\d+)?(?:p|k|m|%|st|nd|rd|th)?\b|\b(?:pounds|dollars|euros|quid|bucks|shillings|"
    r"naira|rand|per|each|percent|o'clock|noon|a\.?m|p\.?m|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"hundred)\b"
)
_PROPOSES = re.compile(
    rf"\b(?:let's (?!{_NOT_CHOSEN})|how about|what about|i(?:'d)? (?:would |'d |also )?(?:propose|suggest|move|"
    rf"vote|recommend|say (?:we|let|go|yes|no))|shall we (?!{_NOT_CHOSEN})|should we just|why don't we|"
    rf"we should (?:just |all )?(?!{_NOT_CHOSEN})|my (?:proposal|suggestion|vote) (?:is|would be|goes)"
    r"|can we (?:agree|settle|say)|are we (?:agreed|all agreed|ok|okay|good|happy|all happy|saying|going)|"
    r"do we agree|so we(?:'re| are| will|'ll)?|so it's|so that's|the proposal is|i'm proposing|could we just|"
    r"proposal:|then (?:we|let's)|we could (?:just )?(?!always|also)\w+|i think we (?:should|can|"
    r"could) (?:just )?|i'd (?:go|rather|prefer)|better (?:we|to)|i'm for|i am for)\b"
)
_CLOSER = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|right|then|great|good|well|yes|yeah|and|lovely|perfect|aye|cool|fine|alright|"
    r"all right|for me|from me|from my side)[\s,.!]+)*(?:that's |that is |it's |it is |then |all |so |"
    r"we're all |we are all |we're |we are |everyone |everybody |us |is )*"
    r"(?:agreed|settled|decided|final|done|resolved|sorted|carried|approved|passed|adopted|unanimous|that|"
    r"a deal|deal|the plan|in agreement|motion carried|motion passes|so moved|motion carries|so resolved|"
    r"clear|a yes)(?: then| by all| unanimously| that then|, everyone| upon)?\W*$"
)
_ASKS_ALL = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|right|good|and|all right|alright)[\s,.]+)*(?:(?:is |are |does |do )?(?:everyone|"
    r"everybody|all|anyone|any|anybody|we|we all|no one|nobody|you all|all of you)\b[^.]{0,40}\b(?:ok(?:ay)?|"
    r"happy|good|agreed?|fine|in favou?r|problems?|issues?|concerns?|with (?:that|this|it)|objections?|"
    r"against|opposed|mind|disagree\w*|else|on board)\b[^.]*\?|agreed\?|all agreed\?|objections\?|ok(?:ay)?\?|"
    r"yes\?|deal\?|happy\?|all in favou?r\W*)"
)
_ANNOUNCES = re.compile(
    r"\b(?:we|members|the (?:board|committee|group|meeting)|they all|all) (?:then |finally )?(?:took a vote|"
    r"voted|had a vote|held a vote)\b(?! (?:to|for|against|that|not|down))|\bput (?:it )?to (?:a|the) vote\b|"
    r"\bconsensus (?:was )?reached\b|\bafter (?:a|the) vote\b|\bshow of hands\b|\b(?:what|here is what|"
    r"here's what) (?:we|was) (?:decided|agreed)|\bthe vote was\b|\bwe reached (?:a decision|agreement|"
    r"consensus)|\bthe upshot\b|\bthat's settled\b|\bwe settled it\b"
)
_PAST = re.compile(
    r"^(?:\W|so |and |but |well |then |ok |okay )*(?:we|i|they|he|she|it|there|that|this|the \w+|"
    r"\w+) (?:\w+ly |also |all )?(?:was|were|had|did|went|got|said|came|used to|couldn't|didn't|wasn't|"
    r"weren't|tried|raised|spent|lost|made it|sold|charged|paid|ran|met|took|gave|asked|called|rang|told|"
    r"thought|compared|looked)\b(?! (?:yes|no) to)"
)
_VAGUE = re.compile(
    r"^(?:\W|so |and |but |well |then |ok(?:ay)?,? |right,? |good,? |great,? )*(?:that's|that is|it's|it is|"
    r"there's|there is|there are|this is|these are|those are|it was|that was|i\b|i'm|i've|let me\b|you|you're|"
    r"he|she|they|he's|she's|they're|they've|what(?! i'm| i am| we're)|how|who|which|where)\b"
)
_NARRATES = re.compile(
    r"^(?:\W|so |and |but |well |then |ok(?:ay)?,? |right,? )*(?:i|i'm|i've|i'd|he|she|they|they've|he's|"
    r"she's|you)\b(?! (?:propose|suggest|move|say we|vote)\b)(?!.*\b(?:final|that's (?:settled|agreed|"
    r"decided))\b)|.*\bdecided by (?:them|him|her|others)\b|.*\bhappy new year\b"
)
_IDIOM = re.compile(
    r"\b(?:we'll see|we will see|here we go|there we go|we go again|we move on|we'll manage|we'll get there|"
    r"we'll live|we're good|we're fine|there you go|let's go\b(?! (?:with|for|ahead|back))|let's see|"
    r"we take it from there|we're done here|that's it|that's that then)\b"
)


_STAYS = re.compile(r"^(?:\W|so |ok(?:ay)?,? |then )*it (?:stays|remains|all goes|goes|moves)\b")
_TURNS_OUT = re.compile(r",? (?:but no|but|so now|so|and now)[, ]+(?P<rest>(?:we|it|the|no)\b.{8,})$")
_DECLARES = re.compile(
    r"^(?:\W|so |and |ok(?:ay)?,? |right,? )*i(?:'m calling it|'m calling| am calling| hereby| declare|"
    r" think we(?:'ve| have) (?:decided|agreed|settled|got)| take it (?:we|that)|'ll take that as)\b"
)
_START_WITH_YOU = re.compile(
    r"\b(?:start|begin|kick off|open) with (?:you|the|that|this|a|an|bad|good|point|item|\w+'s)\b|\b(?:start|"
    r"begin) at (?:seven|eight|nine|\d)\w* already\b"
)


def weights(low: str, noted: bool = False) -> tuple[float, float]:
    """How much a lower-case sentence sounds like the fall of a choice, and how much else in it lends weight.

    Args:
        noted: it stands in written notes, where a rule needs no word of conclusion before it.
    """
    if _IDIOM.search(low):
        return 0.0, 0.0
    if _PAST.match(low):
        turn = _TURNS_OUT.search(low)
        return weights(turn["rest"], noted) if turn else (0.0, 0.0)
    core = sum(weight for sign, weight in _CORE if sign.search(low))
    if _START_WITH_YOU.search(low):
        return 0.0, 0.0
    opens_it, lasts, turns = bool(_OPENS.match(low)), bool(_FROM_WHEN.search(low)), bool(_TURNS.search(low))
    support = (
        1.0 * opens_it + 1.0 * lasts + 1.0 * turns + 1.5 * bool(_LASTING.search(low)) + 0.5 * bool(_FIGURE.search(low))
    )
    if (_VAGUE.match(low) and core < 1.5 and not _STAYS.match(low)) or (
        _NARRATES.match(low) and not _DECLARES.match(low)
    ):
        return 0.0, 0.0
    concludes = opens_it or lasts or turns or bool(_LASTING.search(low))
    signs = (_RULES if concludes or noted else ()) + (_IS if opens_it or turns else ())
    core += min(1.5, sum(weight for sign, weight in signs if sign.search(low)))
    return core, support


def opens(low: str, longest: int = 3) -> bool:
    """True for a sentence of so many words that begins like a conclusion: "Good.", "Okay then."."""
    return len(low.split()) <= longest and bool(_OPENS.match(low))


def vague(low: str) -> bool:
    """True if the subject is "that", "it", "they", "you": what it says about cannot be told from the sentence."""
    return bool(_VAGUE.match(low) or _PAST.match(low))


def proposes(low: str) -> bool:
    """True for a sentence that puts something forward to be agreed to."""
    return bool(_PROPOSES.search(low))


def closes(low: str) -> bool:
    """True for a sentence that only closes what was said before it: "Agreed.", "Right, that's settled then."."""
    return bool(_CLOSER.match(low))


def asks_all(low: str) -> bool:
    """True for "Everyone okay with that?"."""
    return bool(_ASKS_ALL.search(low))


def announces(low: str) -> bool:
    """True for a sentence after which the decision comes: "In the end we voted, 5 to 2."."""
    return bool(_ANNOUNCES.search(low)) and len(low.split()) <= 14


def enough(core: float, support: float) -> bool:
    """True if this makes a decision."""
    return core >= _CORE_LEAST and core + support >= ENOUGH

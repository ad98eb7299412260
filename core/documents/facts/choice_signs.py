"""Signs that a choice falls, in lower-case text, each with its weight."""

import re

from core.documents.facts.choice_verbs import CHOICE, NOT_CHOSEN, OUR, STATE

CHOICES: tuple[tuple[re.Pattern[str], float], ...] = tuple(
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
            r"^(?:\W|ok(?:ay)?\b|so\b|great\b|good\b|(?:all )?right\b|alright\b|fine\b)*(?:done|decided|settled|deal|"
            r"final|"
            r"sorted|sold|fixed|agreed)(?: then)?\s*[:,.–—-]+ *(?!with |but |if |though |as |and )(?=\w+\W+\w+\W+\w+)",
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
        (r"^(?:ok(?:ay)?,? |so |then |right,? )*final(?:ly)? (?:[£$€]?\d|rate|amount|price|date|list)", 2.5),
        (
            r"\b(?:everybody|everyone|we all|all of us|most of us) (?:says?|said|wants?|prefers?|likes?|"
            r"agrees?)\b.*,? so\b",
            2.5,
        ),
        (
            r"\b(?:subs|fees?|prices?|rents?|tickets?|rates?|dues)(?:'re| are| is)? (?:stay|remain|go|mov)ing (?:at|"
            r"to|up|down)\b",
            2.5,
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
            rf"{OUR} (?:'ll |will |'re |are )?(?:finali[sz]e|confirm|lock in|fix|say (?:yes|no)|saying (?:yes|no))\b",
            1.5,
        ),
        (r"\bwe(?:'ll| will) (?:say|tell them) (?:yes|no)\b|\bwe (?:won't|will not) be \w+ing\b", 1.5),
        (
            r"^(?:\W|ok(?:ay)?\b|so\b|then\b|right\b)*not [\w]+ing(?!\w)(?! (?:well|badly|great|good|much|too|"
            r"soanywhere|since|yet|at all)\b)",
            1.5,
        ),
        (
            r"\b(?:we|they all|all|members|the group|most(?: of us)?|everyone) (?:voted|were|went|"
            r"came out) (?:\d+ ?[-–to]+ ?\d+ )?(?:for|in favou?r of) (?!a (?:walk|drink|coffee))",
            2.0,
        ),
        (
            r"\bvote(?:d)?\b(?: was| went)? ?(?:\d+ ?(?:[-–:]|to|votes to) ?\d+,? )?(?:for|in favou?r of)\b|"
            r"\bmajority (?:for|in favou?r)|\bby \d+ (?:votes )?(?:to|against) \d+\b",
            2.0,
        ),
        (
            r"\b(?:nobody|no one|no-one) (?:objected|minded|was against|disagreed|had a problem)\b.*\bso\b|"
            r"\bmost (?:were|of us were) for\b|\bit came down to\b|\bcame to an? agreement\b|\bconsensus (?:on|for|is|"
            r"was)\b|\b(?:agreement|agreed) on (?!the (?:need|importance))",
            2.0,
        ),
        (
            rf"{OUR}(?:'ve| have)? (?:turned down|given up|gave up|called off|ruled out|signed up|signed off|"
            rf"struck off|put (?:the|our) [\w ]{{1,20}} (?:up|down|back|forward) to|cut back|cut down)\b",
            2.0,
        ),
        (
            rf"{OUR}(?:'ve| have)? (?:made|named|voted|picked|chose|chosen|elected) [\w ]{{2,25}} (?:as |"
            rf"in as )?(?:our |"
            rf"the |new )*(?:treasurer|chair|chairman|chairperson|secretary|captain|president|lead|director|"
            rf"coordinator|rep|representative|manager)\b",
            2.5,
        ),
        (
            r"\b(?:will|shall|is to|are to) (?:no longer|not) (?!know|need|be (?:known|able|long|easy)|have|help|"
            r"happen|work|change|hurt|matter|make|get|go away|do|fit|last|stop)\w+",
            1.5,
        ),
        (r"\b(?:so|then|ok(?:ay)?,?) we(?:'re| are) (?:in|out|on|off)\b(?: (?:for|with)\b|\W*$)", 2.0),
        # a choice falls
        (
            r"\blet's (?:just |all )?(?:go (?:with|for|ahead)|stick (?:with|to)|settle on|opt for|stay with|"
            r"say (?:yes|no))\b",
            2.0,
        ),
        (rf"\blet's (?:just |all |then |not )?(?!{NOT_CHOSEN})\w+", 1.5),
        (
            rf"{OUR}(?:'ll| will|'re| are|'re all)?(?: just| definitely| all| both| then)? (?:go(?:ing)?|"
            rf"stick(?:ing)?|stay(?:ing)?) (?:with|for|ahead|to(?= the| our| what))\b",
            2.5,
        ),
        (
            rf"{OUR}(?:'ve| have)? (?:chosen|gone (?:with|for)|settled (?:on|for)|plumped for|picked|opted for|"
            rf"landed on|signed off|voted (?:to|for|in favour)|said (?:yes|no) to|gone ahead)\b",
            2.5,
        ),
        (
            r"^(?:so |ok(?:ay)?,? |then |right,? )*(?:going|sticking|staying|went|gone|go|stick) (?:with|ahead with|"
            r"for)\b(?! (?:a|the) (?:walk|drink|coffee|run|swim))",
            2.5,
        ),
        (
            rf"{OUR}(?:'ll| will| shall|'re| are)?(?: now| just| then| simply| therefore| both| definitely| not|"
            rf" no longer| going to| gonna)* (?!{NOT_CHOSEN})(?:{CHOICE})",
            1.5,
        ),
        (
            rf"{OUR}(?:'ll| will| shall) (?:not )?(?!{NOT_CHOSEN})(?!be\b|have\b|not\b|also\b|all\b|probably\b|"
            rf"then\b|now\b|just\b)\w+",
            1.0,
        ),
        (rf"{OUR}(?:'re| are) (?!{STATE})(?!{NOT_CHOSEN})\w+ing\b", 1.0),
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
            rf"{OUR}(?:'re| are) not (?!{STATE}|choosing|deciding|settling|picking|agreeing|committing|"
            rf"voting)\w+ing\b",
            2.0,
        ),
        (
            r"\bwe (?:won't|will not|shan't|will no longer|no longer) (?!know|have|be|get|see|need|make it|manage|"
            r"find|survive|forget|lie|solve|agree|decide|finish)\w+",
            2.0,
        ),
        (rf"\bwe (?:don't|do not)\s+(?!{NOT_CHOSEN}|know|have|think|mind|really|seem)\w+", 1.0),
        (
            r"\bwe (?:say|said) (?:yes|no) to\b|^(?:so |ok(?:ay)? |then )*(?:said|say|saying) (?:no|yes) to\b|"
            r"\bit's a (?:no|yes) (?:to|from|for)\b",
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
            r"\b(?:no change|unchanged|stays? (?:where|as|what) (?:it|they) (?:is|are|was|were)|leave it as it is|"
            r"stays as it is|keep it as is|stays (?:the same|put)|"
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

"""Decisions in plain words: "so we take the second one", "no free tier, that's final". Weighed, not matched.

One sign is seldom enough: a sentence is a decision when its own words and what the others answer to it add up
to ENOUGH. The weights are steps of a half, set by hand.
"""

import re

ENOUGH = 2.5

_NO_MATTER = (
    r"(?:see|talk|discuss|start(?! (?:with|at|on|from|in|the|using|\w+ing)\b)|begin|get (?:going|started|back|on)|move on|vote|come back|leave|park|wait|think|hear|look|be|say|pretend|face|have a look|find out|ask|"
    r"check|focus|go (?:on|over|round|around|back|through|to the|to item)|take (?:a|five|ten|it offline|questions|this offline)|do introductions|try to|hope|return|pick (?:it|this|that) up|continue|proceed to|turn to|"
    r"know|want|need|have (?:a|to|no|not|been|had|got|the|this|about|\d+|an?|some|many|only|one|two|three|four|five|six|seven|enough|eleven|twelve)(?! (?:of|from) (?:them|now))|can|could|do (?:that|this|it) (?:every|all)|"
    r"remember|believe|feel|like|love|understand|mean|agree|get|receive|expect|lose|spend|pay(?! (?:the|them|him|her|a|for))|raise(?:d)?|"
    r"thank|welcome|congratulate|appreciate|miss|owe|live|work|care|worry|struggle|end up|still|always|never|usually|often|sometimes|also have|already|currently|really|just|all|even|only|were|had|did|went|got|"
    r"met|said|got|raised|tried|used to|ran|spoke|saw|asked|finished|sent|called|looked|talked|discussed|reviewed|noted|heard|received|started|kept|left|made|took|gave|came|thought|felt|found|lost|won|put|began|visited|"
    r"don't (?:know|have|think|want|need|see|get|like|understand|really|even|mind|care|remember|seem)|didn't|haven't|weren't|aren't (?:sure|ready|there|going anywhere)|won't (?:know|have|be|get|see|need|make it|manage|find|survive)|"
    r"are (?:all |both |very |so |still |really |now |already |quite |too |at |in |on |not |the |a |here |also |well )*(?:happy|sad|sorry|sure|aware|grateful|tired|short|late|behind|ahead|fine|good|ok|okay|ready|able|running|looking|waiting|working|thinking|hoping|struggling|trying|"
    r"getting|seeing|having|planning|facing|talking|discussing|dealing|expecting|losing|finding|here|there|down|up|out|over|under|used|supposed|only|people|short|stuck|open|full|due|worried|concerned|proud|allowed|located|in|at|on|a|the|just|about|to|still|never|always|part|between|considering|wondering|aiming|exploring|saying|learning|growing|told|asked|lucky|one|two|three|four|five|\d+)\b|"
    r"'re (?:all |both |very |so |still |really |now |already |quite |too |not )*(?:happy|sad|sorry|sure|aware|grateful|tired|short|late|behind|ahead|fine|good|ok|okay|ready|able|running|looking|waiting|working|thinking|hoping|struggling|trying|getting|seeing|having|planning|facing|talking|discussing|dealing|expecting|"
    r"losing|finding|here|there|down|up|out|over|under|used|supposed|only|people|stuck|open|full|due|worried|concerned|proud|allowed|in|at|on|a|the|just|about|to|never|always|part|between|considering|wondering|aiming|exploring|saying|learning|told|asked|lucky|one|two|three|four|five|\d+)\b|"
    r"'ve|have \w+ed|have (?:been|had|done|gone|got|seen|made|taken|given)|'d|would|might|may|should|ought|must|used|will (?:know|be|have|need|get|see|hear|miss|discuss|talk|decide|come|return|look|meet|find)|'ll (?:know|be|need|get|see|hear|miss|discuss|talk|decide|come|return|look|meet|find|manage|survive|never))"
)
_CHOICE = (
    r"(?:go(?:ing)? (?:with|for|ahead)|take|taking|stay(?:ing)? with|stick(?:ing)? (?:with|to)|keep(?:ing)?|us(?:e|ing)|choos(?:e|ing)|pick(?:ing)?|drop(?:ping)?|mov(?:e|ing)|switch(?:ing)?|stop(?:ping)?|skip(?:ping)?|cancel(?:l?ing)?|"
    r"buy(?:ing)?|rent(?:ing)?|leas(?:e|ing)|hir(?:e|ing)|clos(?:e|ing)|open(?:ing)?|mak(?:e|ing)|hold(?:ing)?|giv(?:e|ing)|charg(?:e|ing)|pay(?:ing)?|fil(?:e|ing)|do(?:ing)?|run(?:ning)? (?:it|the|with|on)|opt(?:ing)?|appoint(?:ing)?|book(?:ing)?|order(?:ing)?|launch(?:ing)?|renew(?:ing)?|extend(?:ing)?|"
    r"chang(?:e|ing)|replac(?:e|ing)|invit(?:e|ing)|set(?:ting)?|rais(?:e|ing)|cut(?:ting)?|split(?:ting)?|merg(?:e|ing)|publish(?:ing)?|sell(?:ing)?|build(?:ing)?|print(?:ing)?|start(?:ing)?|meet(?:ing)?|postpone|have|return(?:ing)? to (?:the )?(?:old|paper|in-person)|reduc(?:e|ing)|limit(?:ing)?|allow(?:ing)?|"
    r"ban(?:ning)?|add(?:ing)?|remov(?:e|ing)|accept(?:ing)?|adopt(?:ing)?|offer(?:ing)?|put(?:ting)?|turn(?:ing)? (?:down|it|off)|say(?:ing)? (?:yes|no)|rotat(?:e|ing)|serv(?:e|ing)|host(?:ing)?|sign(?:ing)?|go(?:ing)? (?:back|digital|online|remote|public|live|down to|up to)|ship(?:ping)?|migrat(?:e|ing)|target(?:ing)?|focus(?:ing)? on|prioriti[sz](?:e|ing))"
)
_SIGNS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        # closing a matter
        (r"\b(?:that's|that is|thats|it's|its|is|are|so it's|all) (?:then )?(?:settled|final|decided|fixed|agreed(?! (?:a|the|very|but))|sorted then|a deal|done then)\b(?! (?:by|yet|tomorrow|later))", 2.5),
        (r"^(?:\W|ok(?:ay)?\b|so\b|great\b|good\b|right\b)*(?:done|decided|settled|deal|final|agreed|sorted|resolved|fixed)\s*[:,–—-]+ *(?=\w+\W+\w+\W+\w+)", 2.5),
        (r"[,–—-] ?(?:final|end of story|full stop|period|point|done|decided|agreed|settled|done deal|end of discussion)[.! ]*$", 2.0),
        (r"\bfinal(?: answer| decision)?\s*:", 2.5),
        (r"\b(?:it|that|the motion|motion|this|resolution) (?:passes|carries|is carried|is passed|is adopted)\b|\bthe (?:ayes|yeses|yesses|noes|nays) have it\b|\b(?:motion|vote) (?:carried|passed)\b", 2.5),
        (r"\bfrom (?:now|here|today|this (?:week|month|day|point)|tomorrow)(?: on(?:wards?)?| out| forward)?\b(?= no | we | all | every |[^.]*$)", 1.5),
        (r"\b(?:from now on|from here on(?: out)?|going forward|with (?:immediate )?effect(?: from| as of)?|effective (?:immediately|from|as of|\d)|henceforth|for good)\b", 1.5),
        (r"\b(?:that settles it|we have a (?:winner|deal|decision|plan)|the winner is|it's a go|that's the plan|decision made|we have (?:a )?consensus)\b", 2.0),
        (r"\b[\w'-]+(?: [\w'-]+){0,4} it is(?: then)?\W*$", 2.5),
        # letting a choice fall
        (r"\blet's (?:just )?(?:go (?:with|for|ahead with)|stick (?:with|to)|settle on|opt for|stay with)\b", 2.0),
        (rf"\blet's (?:just |all |then |not )?(?!{_NO_MATTER}\b)\w+", 1.5),
        (r"\bwe (?:will |are |all |'ll |'re |)?(?:going with|go with|go for|going for|going ahead with|go ahead with|stick with|stay with|stick to|opt for|settle on|settling on|choose|chose|'ll choose)\b", 1.0),
        (r"\bwe(?:'re| are)(?: all| just| definitely| officially)? (?:not )?(?:going (?:with|for|to go with|ahead)|go(?:ing)? with)\b|\bwe(?:'ll| will) (?:go|stick|stay) (?:with|for|to)\b", 1.0),
        (r"^(?:so |ok(?:ay)?,? |then |right,? )*(?:going|sticking|staying|went|gone|go|stick) (?:with|ahead with)\b", 2.5),
        (rf"\bwe(?:'ll| will| shall|'re| are|) ?(?!{_NO_MATTER}\b)(?:now |just |then |simply |therefore |both |definitely )?(?:not |no longer )?(?:\w+ing\b|{_CHOICE}\b)", 1.5),
        (rf"\bwe (?:won't|will not|don't|do not|are not|aren't|shan't|will no longer|no longer)\s+(?!{_NO_MATTER}\b)\w+|\bwe're not \w+ing\b", 0.5),
        (r"\bwe (?:won't|will not|shan't|will no longer) (?!know|have|be|get|see|need|make it|manage|find|survive|forget|lie)\w+", 1.5),
        (r"\b(?:is|are|will be|gets|get) (?:fixed|booked|confirmed|set|chosen|out|in|off|on) (?:for|at|as|then)\b", 1.5),
        (r"^(?:\W|ok(?:ay)?\b|so\b|great\b|good\b|right\b|fine\b|yeah\b|yes\b|then\b|true\b|alright\b|and\b)*no (?:more )?(?!problem|worries|one|body|thanks|need|idea|way|wonder|doubt|decision|news|objection|comment|question|matter|conclusion|figure|detail|further|other|quorum)\w+[^.?]*\b(?:this (?:time|year|month|term|season|week)|any ?more|from|until|instead|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|without|after|before|starts?|that's)\b", 1.5),
        (r"\b(?:all|every) [\w ]{2,30} (?:in|at|on|by|to|must|will|get) .{0,40}(?:from now on|from here on|going forward|from (?:today|tomorrow|next))", 1.0),
        (r"\b(?:money|budget|grant|contract|post|job|order|place|slot|award|prize|funds?|surplus|proceeds|tender|legacy) (?:goes|will go|is going) to\b", 2.5),
        (r"^(?:we )?said (?:no|yes) to\b", 2.5),
        (r"\b(?:will|to) be (?:given|held|moved|closed|open(?:ed)?|paid|charged|used|kept|sold|replaced|raised|reduced|cancelled|stopped|shared|limited|free)\b", 1.0),
        (r"\b(?:goes? (?:up|down|to)|moves? to|changes? to|becomes?|switch(?:es)? to|rises? to|drops? to|stays? (?:at|on|with|in)|is now|are now|ends? at|closes? at|starts? at|are (?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b", 1.0),
        (r"\b(?:from|starting|as of|beginning|until|effective) (?:on )?(?:the )?(?:start of |beginning of |end of )?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? \w+|january|february|march|april|may|june|july|august|september|october|november|december|next (?:week|month|term|year|\w+day)|this (?:term|semester|week|month|year)|\w+day|easter|christmas|autumn|spring|summer|winter|\d+ ?[ap]m)\b", 1.0),
        # turns of talk
        (r"^(?:\W|uh|um|yeah|yes)*(?:so|ok(?:ay)?|right|then|done|great|alright|all right|good|fine|sawa|well then|therefore|in that case|perfect|cool|aye|lovely|basta|also gut|bon|listen|look|to sum up|in short|in summary|to conclude|for me it is clear)\b", 1.0),
        (r"\b(?:then|instead|so be it|simple as that)\W*$|\bthen[.,]|\binstead(?: of)?\b|\bafter all\b", 1.0),
    )
)  # fmt: skip
_PROPOSES = re.compile(
    rf"\b(?:let's (?!{_NO_MATTER}\b)|how about|what about|i(?:'d)? (?:propose|suggest|move|say|vote|recommend|would (?:propose|suggest))|shall we (?!{_NO_MATTER}\b)|should we just|why don't we|we should (?!{_NO_MATTER}\b)|my (?:proposal|suggestion|vote) (?:is|would be)"
    r"|can we (?:agree|settle|say)|are we (?:agreed|all agreed|ok|okay|good|happy|all happy)|do we agree|so we(?:'re| are| will|'ll)?|so it's|the proposal is|i'm proposing|could we just|proposal:)"
)
_CLOSER = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|right|then|great|good|well|yes|yeah|and|lovely|perfect|aye|cool|fine|alright|all right)[\s,.!]+)*(?:that's |that is |it's |it is |then |all |so |we're all |we are all |we're |we are )*"
    r"(?:agreed|settled|decided|final|done|resolved|sorted|carried|approved|passed|adopted|unanimous|that|a deal|deal|the plan|in agreement|motion carried|motion passes|so moved|motion carries|so resolved)(?: then| by all| unanimously| that then|, everyone)?\W*$"
)
_ASKS_ALL = re.compile(
    r"^\W*(?:is |are )?(?:everyone|everybody|all|anyone|any|we|we all)\b.{0,30}\b(?:ok(?:ay)?|happy|good|agreed?|fine|in favou?r|with that|objections?|against|opposed|mind)\b[^.]*\?"
)
_PAST = re.compile(r"^(?:\W|so |and |but |well |then )*(?:we|i|they|he|she|it|there|that|this|the \w+) (?:\w+ly )?(?:was|were|had|did|went|got|said|came|used to|couldn't|didn't|wasn't|weren't|tried|raised|spent|lost|made it)\b")


def score(low: str, spoken: bool) -> float:
    """How much a lower-case sentence sounds like the settling of a matter, by its own words."""
    if _PAST.search(low) and not re.match(r"^(?:we )?said (?:no|yes) to", low):
        return 0.0
    total = sum(weight for sign, weight in _SIGNS if sign.search(low))
    return total if spoken else total


def proposes(low: str) -> bool:
    """True for a sentence that puts something forward to be agreed to."""
    return bool(_PROPOSES.search(low))


def closes(low: str) -> bool:
    """True for a sentence that only closes what was said before it: "Agreed.", "Right, that's settled then."."""
    return bool(_CLOSER.match(low))


def asks_all(low: str) -> bool:
    """True for "Everyone okay with that?"."""
    return bool(_ASKS_ALL.search(low))

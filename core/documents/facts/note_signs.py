"""Signs of an outcome that weigh in written notes only, each with its weight, in lower-case text."""

import re

NOTED: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        (
            r"(?::|,|–|—| -) ?(?:awarded|granted|allowed|agreed|approved|accepted|given|renewed|confirmed|funded|"
            r"adopted|signed off|ratified|endorsed|noted and agreed|sanctioned|goes ahead|"
            r"yes|passed|carried|elected|go ahead)\b(?! (?:by (?:the )?(?:council|ministry|county|government)|to "
            r"(?!the)|in \d|last))",
            2.0,
        ),
        (
            r"\b(?:has|have|is|are|was|were) (?:been |now |therefore |also )*(?:preponed|brought forward|put back|"
            r"rescheduled|enhanced|"
            r"shifted|called off|scrapped|discontinued) ?(?:to|from|for|until|by|\W|$)",
            2.0,
        ),
        (
            r"^\W*(?:now |is |it's |will be |to be )*(?:moved(?! by)|brought forward|put back|shifted|changed|preponed|"
            r"raised|reduced|"
            r"cut|set|fixed|extended|cancelled|called off|increased|lowered|capped|kept|doubled|halved) (?:to|at|"
            r"for|from|by|back to|as)\b",
            2.0,
        ),
        (r"^\W*new [\w ]{3,30} from\b", 1.5),
        (
            r"^(?:entry|entrance|admission|tickets?|parking|subs|adults?|children|kids|members|guests|stalls?|"
            r"pitch(?:es)?)\b"
            r"[\w' ]{0,20} (?:free|[£$€]\d)",
            2.0,
        ),
        (r"^[£$€]?\d+\S* (?:a|an|per|each) \w+\b", 1.5),
        (r"^\W*(?:up|down|back) to (?:[£$€]|rs\.? |ksh ?)\S*", 2.0),
        (r"^(?!option)[\w' ]{2,30} = (?!too\b|very\b|not?\b|so\b)(?:[£$€\d]|\w{2,})", 2.0),
        (
            r"^(?:kill|dropp|keep|scrapp|cutt|switch|stick|stay|cancell|replac|splitt|merg|rais|lower|clos|reus|ditch|"
            r"freez|renam|shelv|mov|extend|reduc|limit|pick|choos|buy|rent|hir)ing (?!up\b|time\b|forward\b|on\b|"
            r"well\b)\w+",
            1.5,
        ),
        (r"\bwill (?:now |only )?be by (?:rota|invitation|ballot|appointment|lot|turns?|email|post|consensus)\b", 1.5),
        (
            r"^(?:the |our |this |next |second |first )*(?!council|county|ministry|school|government|bishop|"
            r"landlord)[\w' ]{3,50} "
            r"(?:will|shall|is to|are to) (?:now |therefore |again |only )?(?:take place|be held|be conducted|run|"
            r"last|be on|be at|"
            r"be in) (?:on|at|in|for|from|over|during|first|every|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d)",
            1.5,
        ),
        (r"^(?:ours|our [\w' ]{3,30}|this year's|the next one) (?:will|shall|is to) be\b", 1.5),
        (
            r"\bthe vote was (?:\w+|\d+) ?(?:to|[-–:]) ?(?:\w+|\d+)\b(?! against (?:it|this|that|the (?:motion|"
            r"proposal|idea)))",
            2.5,
        ),
        (r"^[\w' ]{3,40}, (?:no more|no less|at most|maximum|max|tops)\W*$", 2.0),
        (
            r"^[\w' ]{3,30}: (?!will|to|please)[^.]{2,40}\bfrom (?:now|next|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|"
            r"oct|nov|dec)",
            1.0,
        ),
        (
            r"\bfrom \d{1,2}(?:st|nd|rd|th)? \w+ (?:they|members|guests|visitors|everyone|all|each) (?:pay|must|will|"
            r"get)s?\b",
            1.5,
        ),
        (r"\bwill be (?:on|at|in|held|from) [^.;]{2,60}\b(?:and |, )not\b", 1.5),
        (r"^(?!.*\b(?:was|were|had|been)\b)[^.;]{2,60}\binstead of\b", 1.0),
    )
)

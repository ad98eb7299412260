"""Signs of an outcome and of its absence that hold in any kind of notes or talk, by family. All for lower-case text.

``SETTLES`` says that a matter ended so; ``only_refers`` that a sentence closes what another states; ``no_outcome``
that it tells of a state, of the past or of others.
"""

import re

from core.documents.facts.note_signs import NOTED

_OPENER = (
    r"(?:\W|so\b|then\b|right\b|ok(?:ay)?\b|well\b|good\b|great\b|fine\b|and\b|yes\b|yeah\b|fair enough\b|"
    r"all right\b|alright\b|therefore\b|thus\b)"
)
_NOT_THING = (
    r"(?!it\b|that\b|this\b|there\b|they\b|he\b|she\b|i\b|you\b|we\b|what\b|who\b|how\b|where\b|when\b|why\b|"
    r"which\b|if\b|"
    r"let\b|let's\b|time\b|life\b)"
)
_GOES = (
    r"(?:goes?(?! (?:well|on\b|wrong|without|for (?:a|the)|through|over|back over|round|like|into|something))|"
    r"stays?|carr(?:y|ies) on|"
    r"continues?|ends?|stops?|closes?|opens?|moves?|comes back|remains?|gets?|takes?|pays?|runs?|starts?|"
    r"becomes?|drops? (?:to|out)|joins?|returns?)"
)
SETTLES: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        # nobody was against it
        (
            r"\b(?:which |and |, )?(?:nobody|no one|none|no-one) (?:was |were |is )?(?:opposed|objected|disagreed|"
            r"against"
            r"|dissented|spoke against|voted against)\b|\bwithout (?:a )?(?:dissent\w*|opposition|objections?|a "
            r"vote against)\b"
            r"|\bby (?:general |common )?(?:consensus|acclamation|consent)\b|\b(?:show of hands|the hands|hands) "
            r"(?:said|says|was|were|for)"
            r"|\bhands? out of\b|\bno (?:votes?|hands?|one|voices?) against\b|\bnem\.? ?con\b|\bto (?:loud |"
            r"general |great )?applause\b",
            2.0,
        ),
        (r"^\W*(?:nobody|no one) (?:is |was )?(?:against|opposed)\b.{0,10}\bso\b", 2.5),
        (r"^\W*(?:no objections?|nobody (?:objects|minds)),", 1.5),
        # a head that announces what was settled
        (
            r"^\W*what (?:we|was|did|does|do|got|gets|has|is|will)\b[\w ]{0,25}\b(?:settled?|decided?|agreed?|"
            r"chang\w+|fix\w*|"
            r"stays?|approved?|happens?)[\w ]{0,12}:",
            2.5,
        ),
        (
            r"^\W*(?:the |our )?(?:consensus|agreement|decision|outcome|result|verdict|conclusion|upshot)\b[\w "
            r"]{0,18}:",
            2.5,
        ),
        (r"\bwe(?:'ve| have) (?:now |all )?(?:concluded|settled|decided|agreed|resolved)\W*$", 2.5),
        # it is X, then
        (
            rf"^{_OPENER}*(?:so|then|right|ok(?:ay)?)[, ]+it(?:'s| is| will be|'ll be) (?!not\b|a\b(?! \w+ (?:then|"
            rf"from|at|on))|very|"
            r"all about|only|\w+ing\b|\w+ed\b|more|less|too|so\b)(?:the (?!same|case|other|first|thing|problem|"
            r"end)|[£$€\d]|\w+ (?:then|and|at|on|with)\b|\w+, |\w+day|"
            r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)",
            1.5,
        ),
        (
            rf"^{_OPENER}*(?:[\w'&£$€.:-]+,? ){{1,9}}it is\b(?<!way it is)(?<!what it is)(?<!as it is)(?<!how it is)"
            r"(?<!like it is)(?<!where it is)(?<!think it is)(?<!than it is)(?<!who it is)(?<!that it is)(?<!and it is)"
            r"(?=,? ?(?:then\b|$|[.!–—\U0001F300-\U0001FAFF]))",
            2.5,
        ),
        (
            r"^\W*(?!what|who|how|why|when|where|see |bye|thanks|thank|i |you |they |he |she |it |that |this |"
            r"yes\b|no,|no\.|ok|well|"
            r"right|good|so\W|back then|by then|until then|since then|later|now )(?:[\w'&£$€.:%-]+,? ){1,9}then\W*$",
            1.5,
        ),
        # so the thing goes
        (rf"^{_OPENER}*(?:so|then|therefore|thus)[, ]+{_NOT_THING}(?:[\w'£$€.-]+ ){{1,6}}?{_GOES}\b", 1.5),
        (
            rf"^{_OPENER}*(?:so|then|therefore|thus|fair enough|ok(?:ay)?),? (?:on |from |in )?(?:[\w'.]+ "
            rf"){{0,3}}we(?:'re| are) "
            r"(?:at|with|in|on|back (?:at|in|with|to)|having) (?!a (?:bit|mess|position)|the (?:middle|same|process|"
            r"red|black|end|way|"
            r"position|situation)|trouble|time|touch|line|debt|fun|problems?|difficult\w*|talks|contact)",
            1.5,
        ),
        (
            r"\b(?:that's|that is|this is|and that) (?:now )?(?:the (?:ceiling|limit|maximum|minimum|cap|rule|deal|"
            r"price|plan|"
            r"arrangement|end of it|last of it)(?: from [\w ]{3,20}| then)?|fixed|settled|agreed|decided)(?: now| "
            r"then)?\W*$",
            2.5,
        ),
        (
            rf"^{_OPENER}*{_NOT_THING}(?:[\w'.-]+ ){{1,5}}?(?:go|goes|switch|switches|moves|changes) "
            r"(?:over|back) to \w",
            2.0,
        ),
        # one thing is off, another is on
        (rf"^{_OPENER}*so[, ]+(?:the )?[\w' -]{{2,30}}(?:'s| is| are) (?:off|cancelled)(?:, | and |\W*$)", 2.5),
        (r"\bso be it\b|\band that's (?:flat|final)\b|\bend of\W*$", 1.5),
        (
            rf"^{_OPENER}*(?:so|then|right|ok(?:ay)?),? we (?:only|just|simply|all|both) (?!have|need|know|want|got|"
            rf"had|think|see|hope|feel)\w+",
            1.5,
        ),
        (
            r"^(?:the |our |that |so )*[\w' -]{2,30} (?:goes through|carries|passes|has it|stays|wins|prevails|is in|"
            r"is out)\W*$",
            1.0,
        ),
        (
            r"^(?:from|as of|starting) [\w ]{3,25},? (?:no|only|every|everyone|everybody|all|each|anything|anyone|"
            r"nobody) \w+",
            1.5,
        ),
        (r"^\W*(?:the )?final (?:answer|decision|word)\b", 2.0),
        (r",? so [\w' ]{2,25} it is\W*$", 2.0),
        # an act of the group in the passive
        (r"\b(?:is|are|be|stands?) hereby \w+", 3.0),
        (
            r"\b(?:mandate|balance|rest|remainder|money|half|difference|profit|prize|task|chair|lead|award|contract|"
            r"leftovers?"
            r"|donations?|takings|everything(?: else| left)?) go(?:es)? (?:to|into|towards|back (?:to|into))\b",
            1.5,
        ),
    )
)

_REFERS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|right|then|great|good|well|yes|yeah|and|lovely|perfect|cool|fine|alright|all right|"
    r"wonderful|"
    r"super|excellent|brilliant|sure|aye|sad|happy|reluctantly|but|agreed|done)[\s,.!–—-]+)*"
    r"(?:(?:i think )?we(?:'ll| will|'re going to| can| should)? (?:all )?(?:do|take|go with|keep|try|leave) "
    r"(?:that|it|this|so)(?: then| way)?"
    r"|let's (?:all |just |then )?(?:do|try|go for|leave|keep) (?:that|it|this|so)(?: then| way)?|do (?:that|it)|"
    r"go ahead|go for it"
    r"|that's (?:gone|it|out|in|off|done|sorted|that|all|fine|good)|that is (?:done|sorted|settled)|agreed|done|"
    r"wonderful|so be it|(?:fine|ok|okay|good|great|works|suits?) (?:by |with |for )?(?:me|us)"
    r"|that's (?:what|how) we(?:'ll| will)? do(?: it)?)"
    r"(?: then| too| as well)?\W*$"
)
_TOPIC = re.compile(
    r"^\W*(?:so|then|right|ok(?:ay)?|now|next|and|good)[, ]+(?:the|our|my|a) (?:(?!\w+ (?:goes|go|stays?|wins?|"
    r"ends?|stops?|closes?|opens?|"
    r"moves?|continues?|remains?)\b)[\w'-]+ )?[\w'-]+\W*$|^\W*(?:one|two|three|a few|some|several|other|more|last|"
    r"first|next) (?:[\w'-]+ ){0,2}"
    r"(?:things?|points?|ends|items?|notes?|questions?|news|matters?|bits?|updates?)\W*$|^\W*(?:no|yes|maybe|"
    r"well), not [\w' ]+\W*$"
)
_HAS_STATE = re.compile(
    r"^(?:\W|so |and |but |now |then |ok(?:ay)?,? |well,? )*(?:we|i)(?:'ve| have)(?: (?:now|still|also|already|"
    r"only|just|all))* "
    r"(?!chosen|decided|agreed|concluded|settled|resolved|voted|picked|gone (?:with|for)|opted|landed|a (?:deal|"
    r"decision|winner|plan|yes|"
    r"consensus)|consensus|signed|said (?:yes|no)|approved|elected|appointed|finali[sz]ed)\w+"
)
_STATES = re.compile(
    r"^\W*(?:the |our |their |this |his |her )?(?:[\w'-]+ ){0,3}(?:deadline|weather|attendance|membership|balance|"
    r"income|total|"
    r"turnout) (?:is|was|are|stands|comes|came)\b"
    r"|^\W*for (?:information|reference|the record|your information)\b|\bonly a reminder\b|\bas (?:was "
    r")?(?:settled|agreed|decided|noted|said) "
    r"(?:in|at|last|before|on)\b|\bnever (?:answered|replied|came back|got back)\b|\bnothing (?:is|was|to be|can "
    r"be|could be)\b|\bnobody (?:reads|"
    r"knows|uses|wants|came|comes|agreed|cares)\b|, not (?:enough|yet|much|many|really|sure|so)\b|\bpls\b|\bplease\b"
)
_OTHERS = re.compile(
    r"^\W*(?:(?:meanwhile|also|and|but|by the way|fyi|however|unfortunately),? )*(?!(?:the |our )?(?:whole |entire "
    r")?(?:meeting|group|team|members|"
    r"committee|board|we|us|all|everyone|everybody|consensus)\b)(?:(?:the|their|our|a|an|his|her) )?(?:[\w'&.-]+ "
    r"){0,4}?[\w'&.-]+(?:, [\w' ]{3,40},)?"
    r" (?:has|have|had)(?: now| also| just| already| since)? (?:decided|ruled|asked|agreed|told|announced|approved|"
    r"said|requested|"
    r"confirmed|promised|offered|refused|changed|raised|cut|ended|withdrawn|written|replied|informed|resolved|voted)\b"
    r"|^\W*(?:the|their|our) (?:[\w'&.-]+ ){1,4}(?:decided|ruled|asked|announced|told|insists?|wants?|requires?|"
    r"demands?)\b"
)
_TO_OTHERS = re.compile(
    r"^\W*the (?:[\w'-]+ ){1,3}(?:is|are) to (?:let|give|send|provide|tell|pay|issue|supply|deliver|inform|write|"
    r"reply|confirm) (?:us|me|its|his|her)\b"
)
_OF_SOME = re.compile(
    r"^(?:\W|and |but |so )*(?:others|some|several|many|most|a few|one (?:member|person|of us)|another|nobody "
    r"else)\b(?! (?:of the|\d))"
    r"|^\W*not (?:know|think|hav|see|be|want|gett|mak|look|feel)\w*ing\b|^(?:\W|so |and |but |then )*(?:the|our|this|"
    r"these|their|his|her) (?:[\w']+ ){1,5}?(?:was|"
    r"were|had)\b(?! to be\b)|\bthanks (?:to )?\w+ for\b|\bnot (?:\w+ )?happy\b|^\W*(?:proposal|motion|option|idea|"
    r"learned|lesson|fact|finding|"
    r"question|suggestion)s? ?\w{0,2}[^:]{0,25}:"
)
_HAS_ASKED = re.compile(
    r"^(?:\W|so |and |but )*[\w']+(?:'s| has|'ve| have) (?:asked|written|offered|requested|"
    r"suggested|proposed)\b"
)
_TASK = re.compile(
    r"\bto go (?:out )?(?:out |off |to [\w ]{3,25} )?(?:by|before|on|tomorrow|today|this|next)\b|^\W*it (?:falls|"
    r"fell|is up|was left) to [a-z]|"
    r"^\W*(?:everyone|everybody|all|team)\s*[:,–-]"
)
_PERFECT = re.compile(
    r"^(?:\W|so |and |but |well |then )*(?:\w+ ){0,5}(?:has|have|had|'ve|'d) (?:\w+ly |been |never |always "
    r")?(?:put|been|had|seen|spent|lost|used|"
    r"made|taken|given|come|gone|got|shown|grown|found)\b"
)
_TOLD_OF = re.compile(
    r"^(?:\W|so |and |but |then )*(?!everybody|everyone|all\b|we all|most )(?:\w+ ){1,3}?(?:showed|informed|advised|"
    r"announced|briefed|shown|presented|"
    r"reported|checked|used|asked|told|explained|noted|raised|pointed|"
    r"wondered|thought|suggested|brought|came|went|said|says|finds|thinks|looked|read|found|met|rang|phoned|"
    r"visited|complained|"
    r"remarked|mentioned|recalled|welcomed|reminded|opened|introduced|chaired|outlined|queried|insisted|argued|"
    r"urged|warned|congratulated|thanked|described|answered|felt|wants|wanted|hopes|hoped)\b(?! (?:yes|no) to)"
)


def only_refers(low: str) -> bool:
    """True for "Good, we'll do that" and "Wonderful, done": what was decided stands in the sentence they answer."""
    return bool(_REFERS.match(low))


def no_outcome(low: str) -> bool:
    """True for a state, a piece of news, a matter of others, a task or the name of the next topic."""
    return bool(
        _TOPIC.match(low)
        or _HAS_STATE.match(low)
        or _STATES.search(low)
        or _TO_OTHERS.match(low)
        or _TASK.search(low)
        or _PERFECT.match(low)
        or _TOLD_OF.match(low)
        or _HAS_ASKED.match(low)
        or _OF_SOME.search(low)
    )


def of_others(low: str) -> bool:
    """True if a sentence tells what somebody outside has decided, asked or announced."""
    return bool(_OTHERS.match(low))


def settles(low: str, noted: bool) -> float:
    """How much a sentence says that a matter ended so."""
    signs = (*SETTLES, *NOTED) if noted else SETTLES
    return sum(weight for sign, weight in signs if sign.search(low))

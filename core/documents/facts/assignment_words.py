"""The words with which work is handed out in writing, as regular expressions over the text as it is written."""

import re

from core.documents.facts.holding import Holding
from core.documents.facts.names import INITIAL, ROLE, TITLE, WORD

DATED = re.compile(
    r"\b(?:by|before|until|till|on or before|no later than|not later than|latest|within|due|deadline|"
    r"this week|next week|tomorrow|today|tonight|end of)\b.{0,40}?(?:\d|day\b|week|month|tomorrow|today|"
    r"tonight|noon|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|easter|christmas|term|meeting)|\b(?:tomorrow|tonight|"
    r"today)\b|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day\W*$"
)
GROUP = (
    r"(?:(?:[Aa]ll|[Ee]veryone|[Ee]verybody|[Ee]ach|[Bb]oth|ALL)(?: of us| of you)?(?: (?!to\b|will\b|shall\b|"
    r"are\b|is\b|must\b|should\b)[a-z]+){0,2}|(?:The |the )?(?:[Ss]taff|[Mm]embers|[Tt]rustees|[Dd]irectors|"
    r"[Vv]olunteers|[Tt]eam(?: leads)?|"
    r"[Cc]ommittee(?: members)?|[Mm]anagement|[Ss]ecretariat|[Tt]eachers|[Pp]artners|[Ll]eads|[Cc]oordinators|"
    r"[Gg]roup leaders|(?:two |three |four )?[Oo]fficials|[Oo]ffice bearers|[Oo]fficers|[Oo]ffice|"
    r"[Ff]inance(?: team| committee)?|"
    r"(?:Accounts|Admin|HR|IT|Finance|Programmes?|Field|Stores|M&E) (?:section|department|dept|wing|cell|unit|desk|"
    r"team)|[Ww]orking group|[Pp]rogramme team|[Bb]oard members|TEAM|Team))"
)
VERB = (
    r"(?!(?:the|a|an|be|been|his|her|their|our|my|your|this|that|all|date|whom|which|what|where|us|me|you|"
    r"them|him|it|have|see if it|say|come|learn)\b)(?P<verb>[a-z][a-z-]+)"
)
_HAS_DONE = r"(?! (?:the |an? |some |new |our |it |them )*[\w ]{0,30}?(?:ed|done|made|built|cut|ready|written|drawn)\b)"
WILL_NOT = (
    r"(?!(?:be(?! responsible| in charge| in touch| (?!away|attend|leav|retir|mov|go|com|stand|stepp?|join|"
    r"hav|be|celebrat|return|"
    r"visit|speak|tak(?:e|ing) (?:leave|part|maternity)|miss|look|liv|work(?!ing (?:on|with)))\w+ing\b)|have"
    + _HAS_DONE
    + r"|"
    r"need|not|never|also be|probably|likely|become|"
    r"remain|turn|retire|leave|arrive|join|miss|"
    r"benefit|receive|know|lose|cost|stay|want|like|love|only|no longer|happen|continue|always|still|"
    r"hopefully|perhaps|maybe|feel|think|expect|recover|return|live|die|win|mean|require|depend|affect|end|"
    r"come|decide|remember)\b)"
)
MODAL = (
    rf"(?:(?:will|shall|is going to|are going to|['’]s going to|['’]ll)(?:, in the meantime,|"
    rf" meanwhile)?\s+(?:now |then |also |both |each |please |"
    rf"kindly |personally |jointly |together |first |now also )*{WILL_NOT}(?P<will>[a-z]+)"
    r"|(?:should|must|needs to|has to|have to|need to)\s+(?:also |now |then |please |both )*(?!be\b|have\b|"
    r"not\b|know\b|remember\b|feel\b|look at\b)(?P<should>[a-z]+)"
    rf"|(?:is|are)\s+(?:now |also )?to\s+{VERB.replace('verb', 'isto')}"
    r"|(?:has |have |had |also |then |kindly |was |were |is |are |again |duly |again )*(?:agreed|agrees|"
    r"undertook|undertaken|undertakes|consented|assented|volunteered|volunteers|promised|promises|offered(?=.* (?:to|"
    r"and))|"
    r"committed|pledged|happy|accepted|willing|took it upon (?:him|her|them)sel\w+)\s+"
    r"to\s+(?!be\b|have\b|disagree|differ|stay|stand|continue|the\b|a\b|an\b)(?P<agreed>[a-z]+)"
    r"|(?:has |have |had )?(?:taken on|took on|picked up|has|have|took away|took|given|"
    r"been given) (?:the job of |the task of |responsibility for |an action to |the action to |an action |"
    r"the action )(?P<taken>[a-z]+)|(?:has |have )taken on (?P<taking>[a-z]+)|"
    r"volunteered for (?P<volunteered>[a-z]+)"
    r"|would\s+(?:also |then |now )*(?!be\b|have\b|like\b|love\b|prefer\b|need\b|not\b|rather\b|never\b|"
    r"keep\b|leave\b|consider\b|support\b|want\b|welcome\b|cost\b|mean\b|help\b|hope\b)(?P<would>[a-z]+)"
    r"|(?:has |have )?promised (?P<promised>(?:them|it|this|these|us|the|a|an)\b)"
    r"|(?:was|were|is|are|be|has been|have been|had been)\s+(?:also |then |again |duly |therefore |"
    r"hereby )*(?:tasked|asked|requested|instructed|directed|mandated|assigned|charged|nominated|delegated|"
    r"commissioned|detailed|deputed|entrusted|named|chosen|picked|roped in|lined up|put down|urged|saddled|vested|"
    r"given the (?:task|"
    r"job)|"
    r"given (?:an )?action|appointed|empowered)\s+"
    r"(?:to|with|of)\s+(?!be\b|leave\b)(?P<tasked>[a-z]+)"
    r"|(?:takes on|took on|takes over|took over|takes responsibility for|took responsibility for|"
    r"is responsible for|are responsible for|will be responsible for|is in charge of|is taking care of|"
    r"handles|looks after|leads on|takes care of|has the action to|took (?:an|the) action to|"
    r"is on(?! (?:leave|holiday|vacation|maternity|sick|call|duty|time|track|hold|the (?:phone|way|mend|train)|a )\b)|"
    r"takes the|is doing|is handling|is organising|is organizing|is drafting|is preparing|is arranging|"
    r"is sorting|is writing|is leading)\s+(?P<takes>[\w-]+)"
    r"|to\s+(?:also |then |kindly |please |jointly |be (?:responsible|in charge|the contact))?\s*"
    + VERB.replace("(?P<verb>", "(?P<verb>")
    + ")"
)
LEAD = (
    r"^\W*(?i:(?:[\w' ]{2,28}(?::|\s[–—-])\s+)?(?:(?:(?:by|before|until|once|after|following|for|at|during|in|"
    r"on) [^,]{3,45},|before then|by then|until then|for (?:the )?next (?:time|meeting)|if possible|by (?:mon|"
    r"tues|wednes|thurs|fri|satur|sun)day"
    r"|and|then|also|so|in the meantime|in the interim|for the time being|for now|meanwhile|in addition|additionally|"
    r"finally|lastly|ok|okay|"
    r"next|separately|going forward|from now on|after discussion|afterwards|therefore|accordingly|"
    r"it was (?:also |further |therefore |then |finally )*(?:agreed|decided|resolved|noted|"
    r"suggested and agreed)(?: that)?|(?:we|members|the \w+|all|board|committee) (?:also |then |further |all |"
    r"unanimously )*(?:agreed|decided|resolved)(?: that)?|agreed(?: that)?|decided(?: that)?|"
    r"resolved(?: that)?)[,:]?\s+)*)"
)
AGREED = Holding(
    r"\b(?:agreed|decided|resolved|settled|approved|determined)\b(?:\s+(?:by all|unanimously|by consensus|"
    r"in principle|after [\w ]{3,30}))?,?\s*(?::|that|–|-)?\s+",
    ("agreed", "decided", "resolved", "settled", "approved", "determined"),
    re.IGNORECASE,
)
DELEGATES = (
    r"\b(?:tasked|asked|asks|requested|requests|instructed|instructs|directed|directs|mandated|assigned|"
    r"charged|delegated|deputed|urged|wants|nominated|authori[sz]ed and instructed|ask|request|instruct|task|"
    r"get|invites?|invited|calls on|called on|mandates|tasks|encourages|encouraged|reminded|reminds|entrusts?|"
    r"entrusted|charges|commissions|commissioned|left (?:it )?(?:to|with)|falls to|fell to|up to|down to|"
    r"over to|is for|was for|job (?:of|for)|task (?:of|for)|next for)\s+"
)
IF = re.compile(
    r"(?<!ask )(?<!see )(?<!check )(?<!out )(?<!know )(?<!confirm )(?<!clarify )(?<!establish )(?<!us )(?<!me "
    r")(?<!them )(?<!him )(?<!her )\b(?:if|unless|provided|should (?:we|they|he|she|the|it))\b(?! (?:possible|"
    r"necessary|needed|required|available|applicable|any|not|feasible|practicable))"
)
NOT_DONE = re.compile(r"\b(?:not|n't|never|refused|declined|unable)\b")
ING = re.compile(
    r"^(?!(?:be|hav|say|ask|want|go|com|com|morn|even|meet|build|train|noth|someth|everyth|anyth|dur|regard|"
    r"includ|accord|follow|happ|feel|think|hop|miss|leav|mov|liv|runn?|work(?! on)|sitt|"
    r"stay)ing\b)[a-z]{2,}ing$"
)
NO_PLEASE = (
    r"(?:note|see|find|revert|feel|don't hesitate|do not hesitate|let me know if|let us know if|contact me if|"
    r"join us|be advised|be aware|accept|forgive|excuse|bear|ignore|disregard|remember that|refer|"
    r"consider the)\b"
)
STATES = frozenset(
    """
    finds considers is was has says thinks wants needs knows likes hopes feels sees goes comes gets seems looks
    leaves retires
    starts returns arrives joins lives works agrees believes expects turns moves prefers suggests proposes
    reports explains notes adds points remains stays loves hates means wishes remembers becomes ends happens has
    was this its as
    """.split()
)
AFTER_ALL = re.compile(
    r"\b(?:goes (?:to|through|over|and|by|round)|gets (?:in touch|hold|\d|two|three|four|some|an? (?:quote|"
    r"quotation|offer|"
    r"price|list)|the (?:keys?|list|quotes?|prices?)|offers|quotes|quotations|prices|[\w +&-]{3,25} from)|"
    r"starts (?:on|with) the)\b"
)
"""Work though its verb is one that mostly tells a state."""
SEP = r"\s*(?:\((?:[^)]{1,30})\))?[)\]]?\s*(?::|\s[–—-]{1,2}|[–—]|\||→|->|=>)\s*"
TAIL = re.compile(
    rf"(?:[(\[]|->\s*|→\s*|=>\s*|\s[–—-]{{1,2}}\s|[–—:|]\s*|\bowner:?\s*|\bresponsible:?\s*|\bassigned to:?\s*|"
    rf"\bby:\s*|@)\s*(?P<who>(?:@|(?:{TITLE}\s+)*)(?:{WORD}|{INITIAL}|[A-Z]{{2,3}})(?:\s+{WORD})?(?:\s*(?:,|"
    rf"and|&|\+|/)\s*{WORD}(?:\s+{WORD})?)?)\s*(?=$|[)\],;.–—|-])"
)
_ROLE = rf"(?i:{ROLE})\b"
ONE = (
    rf"(?:@?(?:(?:[Tt]he |our |Our )?{_ROLE}(?: (?:madam|sir|sahib|"
    rf"ji)\b)?(?:,?\s+(?:{TITLE}\s+)*{WORD}(?:\s+{WORD})?\s*,?)?"
    rf"|(?:{TITLE}\s+)*(?:(?:{INITIAL}\s*)?{WORD}(?:\s+{WORD}){{0,2}}(?:\s[A-Z]\.)?(?:\s(?:him|her|them)sel(?:f|"
    rf"ves)\b)?|"
    rf"[A-Z]{{2,3}}))(?:\s*\([^)]{{1,25}}\))?)"
)
WHO = rf"(?P<who>{GROUP}|{ONE}(?:\s*(?:,|and|&|\+|/|,\s*and)\s+{ONE}|/{ONE}){{0,3}})"
LEADING = re.compile(
    rf"^\W*[\[(](?P<who>{ONE}(?:\s*(?:,|and|&|\+|/)\s*{ONE}){{0,3}})[\])]\s*[:–-]?\s*(?P<task>\S.{{2,}})$"
)
BY_FIRST = re.compile(r"^\W*(?:by|before|until) [^:,]{3,30}[:,–-]\s*(?P<rest>.+)$", re.IGNORECASE)
_ASIDE = (
    r"(?:,\s+(?:who|with|together with|along with|as|assisted by|helped by|supported by|"
    r"on behalf of)\b[^,]{0,60},)?"
)
START = re.compile(rf"{LEAD}{WHO}{_ASIDE},?\s*\b(?:both |each |jointly )?{MODAL}")
COLON = re.compile(rf"^\W*{WHO}{SEP}(?P<task>\S.{{2,}})$", re.DOTALL)
INNER = re.compile(rf"(?:,|;|:|–|—|\band|\bwhile|\bso|\bbut|\)|\bwith)\s+{WHO}\s+{MODAL}")
DELEGATED = re.compile(rf"{DELEGATES}(?:for )?{WHO}\s+to\s+{VERB}")
DOES = re.compile(
    rf"^\W*(?:and |so |then |ok(?:ay)? )*(?P<who>{ONE}) (?:also |then )?(?P<does>[a-z]+(?:s|"
    rf"es))\b(?P<task>.+)$"
)
PLEASE = re.compile(
    rf"^\W*(?:(?:[Oo]h|[Aa]h|[Aa]nd|[Aa]lso|PS|P\.S\.|[Ff]inally|[Ll]astly|[Ss]o|[Bb]tw|[Hh]i|"
    rf"[Hh]ey)[,: ]+){{0,3}}(?:(?:[Cc]ould|[Cc]an|[Ww]ould|[Ww]ill) (?P<who2>{GROUP}|{ONE}) (?:please|kindly)|"
    rf"(?P<who>{GROUP}|{ONE}),?\s+(?:please|kindly|could you|can you|would you|"
    rf"will you|pls)"
    rf"|(?:[Pp]lease|[Kk]indly|[Pp]ls),? (?P<who3>{GROUP}|{ONE}),?)\s+(?:please |"
    rf"kindly )?(?!{NO_PLEASE})(?P<please>[a-z]+)"
)
UPDATES = re.compile(r".*?\b(?:updates|lists|reviews|holds|carries|shares|introduces|keeps) (?:the|our|a|an|all|this) ")
"""Verbs of telling that are work once they have an object."""
IS_DOING = re.compile(
    rf"^\W*(?:and |so |then )*(?P<who>{ONE})(?:['’]s| is| are) (?:also |kindly |now |"
    rf"going to be )?(?P<ing>[a-z]+?)ing\b(?P<task>.+)$"
)
SAID_WOULD = re.compile(
    rf"^\W*(?:and |so |then |also )*(?P<who>{ONE}) (?:has |have |had |also |kindly )*(?:said|says|promised|"
    rf"confirmed|assured|undertook|agreed|indicated|offered|volunteered|thinks|reckons)(?: that)? (?:he|she|they|"
    rf"it)(?:['’](?:d|"
    rf"ll)| would| will) (?!be\b|have\b|like\b|love\b|prefer\b|need\b|not\b|rather\b|never\b)(?P<verb>[a-z]+)"
)
AND_WILL = re.compile(
    rf"^\W*(?P<who>{ONE})\b.{{3,110}}?\band (?:he |she |they )?(?:will|is going to|agreed to|undertook to|"
    rf"offered to|is to|volunteered to|was asked to) (?:now |also |then )?(?!be\b|have\b|not\b|leave\b|see\b|"
    rf"attend\b)(?P<verb>[a-z]+)"
)
TO_BE_DONE = re.compile(
    r"^(?:[\w'’£$€&,/() -]{3,80}?)\s+(?:(?:is|are|must|should) )?(?:to|will|shall|must|"
    r"should) be (?:\w+ly )?(?P<done>[a-z]+)\b"
)
BARE_PASSIVE = re.compile(r"^[\w'’ ]{3,60} to be [a-z]+\b")
HANDLE = re.compile(r"^\W*@(?P<who>\w[\w.'’-]*)\s+(?P<task>[a-z].{2,})$")
FELL_THROUGH = re.compile(
    r"\bnot (?:us|ours|me|our (?:call|decision|job|business))\b|\bbut (?:was |were |he |she |they |it was |this was |"
    r"had )?(?:un\w+|not\b|could ?n[o']t|couldn't|"
    r"declined|refused|said no|felt un|had to decline|too busy|no longer)|\bbut\b.*\b(?:requested|asked|told) "
    r"(?:not to|to (?:take rest|rest|wait))\b|\bas (?:usual|always|ever)\b"
)
TELLING = frozenset(
    """
    report explain present propose suggest ask note show thank raise say tell describe summarise summarize
    confirm point inform open close read welcome introduce update share discuss consider review list mention
    recommend request support agree offer move wonder think feel give set turn hand hold lead serve help sell
    carry use run keep deal cost pay record
    """.split()
)
PRONOUN = re.compile(
    rf"^(?:and |then |also )*(?:he|she) (?:(?:will|shall|is going to|'ll) (?:also |then )*{WILL_NOT}[a-z]+"
    r"|(?:has )?(?:also )?(?:agreed|undertook|volunteered|promised|offered|is|was asked|was tasked) to (?!be\b)[a-z]+)"
)
DOING = re.compile(
    rf"^\W*(?:[\w' ]{{2,28}}(?::|\s[–—-])\s+)?(?P<who>{ONE}(?:\s*(?:,|and|&|\+|"
    rf"/)\s*{ONE})*)\s+(?P<ing>[a-z]+ing)\b(?P<task>.+)$"
)
WOULD = re.compile(
    r"^(?P<who>(?:[Tt]he )?[\w.'’@ -]{2,40}?)\s+(?:would|should)\s+(?!be\b|have\b|need\b|not\b|like\b|"
    r"remain\b|stay\b|continue\b|become\b)(?P<would>[a-z]+)"
)

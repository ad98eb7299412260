"""Outcomes stated as how things are to be: "there will be no new vehicle", "the fee stays as it is", "we meet in May".

Minutes tell in the past what was said. A sentence in the present or the future about the group's own matters, which
nobody is said to have told, is what was settled. Who does what is a task, and not asked here.
"""

import re
from collections.abc import Sequence

from core.documents.facts.cues import BODIES, OUTSIDE
from core.documents.facts.names import looks_like_name
from core.documents.facts.sentences import Sentence
from core.documents.facts.task_verbs import TASK_VERBS

STRENGTH = 3.0
"""Of a finding by these rules, beside the sums of small signs."""
_WHEN = (
    r"(?:(?:from|as of|as from|starting|starting with|until|till|for|in|during|this|next|on|after|before|then|so|"
    r"therefore|thus|and|but|however|in future|instead|at)\b[\w' .]{0,34}?,? )?"
)
_THING = (
    r"(?!he\b|she\b|they\b|it\b|i\b|you\b|we\b|what\b|which\b|who\b|how\b|why\b|if\b|that\b|those\b|some\b|several\b|"
    r"many\b|most\b|others?\b|nothing\b|next meeting\b|the next (?:meeting|session|call)\b|date of\b)[\w'’\"&,()/% -]"
)
_NOT_OUR = re.compile(
    rf"^(?:all |the )?(?:members|staff|volunteers|teachers|participants|parents) (?:will|shall|are to) (?!pay\b|"
    rf"be\b|not\b|"
    rf"only\b|get\b|receive\b)|\b(?:{OUTSIDE}|archive|railway|diocese|bishop|prefecture|province|regional|"
    rf"arts council|landlady)(?:'s)?\b|"
    r"\bnext (?:meeting|session|call|stand-?up)\b"
)
_TOLD = re.compile(
    r"\b(?:says?|said|told|tells?|informs?|informed|notes?|noted|thinks?|thought|feels?|felt|fears?|feared|believes?|"
    r"believed|argued|argues|explains?|explained|reports?|reported|announced|promised|warned|asked|asks|wondered|"
    r"wants?|"
    r"wanted|prefers?|preferred|hopes?|hoped|knows?|knew|proposed|suggested|mentioned|remarked|pointed|expects?|"
    r"expected|would|could|might|seems?|according|stated|recalled|reminded|fear|view)\b"
)
_KEEPS = re.compile(
    rf"^{_WHEN}{_THING}{{2,60}}? (?:stays?|remains?|(?:will )?(?:continues?|keeps?)(?: on| to| with)?|(?:is|are|was|"
    r"were) (?:kept|maintained|left) (?:at|as|in|on|unchanged|open|closed|to|until|for)|is maintained|are maintained|"
    r"(?:will )?go(?:es)? on (?:being|as)|carr(?:y|ies) on)\b(?! (?:a (?:problem|concern|worry|challenge|risk|"
    r"question)|"
    r"high|low|difficult|unknown|missing|outstanding|pending|hard|strong|weak|popular|busy|ill|hopeful|optimistic|"
    r"in (?:touch|contact)|worried|concerned|the (?:main|biggest)|out|alone|away|growing|rising|falling))"
    r"|\b(?:nothing|little|not much) changes\b|^(?:so )?(?:this|that|it) (?:stays|remains) (?:as|in|at|the)\b"
    r"|\bsaw no (?:reason|need) to\b|\bwill continue to (?:pay|be|have|use|meet|get|hold)\b|"
    r"\bkeeps? (?:paying|using|meeting|having|running|doing|working)\b"
)
_WILL = re.compile(
    rf"^{_WHEN}(?:{_THING}{{2,60}}?|there) (?:will|shall|won't|is going to|are going to|isn't going to|aren't going to|"
    r"(?:is|are) (?:not |now )?to(?= be\b| have (?:no|a)\b))(?: not| only| now| also| therefore| no longer| always|"
    r" again)* "
    r"(?!need\b|cost\b|know\b|depend\b|have to\b|cause\b|probably\b|come back\b|speak\b|be (?:away|late|absent|"
    r"difficult|"
    r"hard|easier|glad|happy|able|about|a (?:problem|challenge)|discussed|decided|reviewed|looked|considered|sad|"
    r"missed|"
    r"ready|back|here|published shortly|known|necessary|enough|moving|possible|dealt|on leave)\b|arrive\b|want\b|"
    r"like\b|"
    r"tell\b|see\b|think\b|decide\b|look\b|discuss\b|consider\b|try\b|report\b|ask\b|inform\b|leave us\b|retire\b|"
    r"hopefully\b|lose\b|be (?:studied|examined|investigated|explored|checked|asked|clarified|assessed)\b)[a-z]+"
)
_WE = re.compile(
    r"^(?:so |then |therefore |(?:from|for|in|until|this|next|on|as of) [\w ]{3,20}?,? ){0,2}we (?:don't |do not |"
    r"only |all |"
    r"also |both |now |therefore |just |no longer )*(?!are\b|have\b|had\b|haven|need\b|want\b|think\b|hope\b|know\b|"
    r"feel\b|"
    r"see\b|wait\b|were\b|was\b|would\b|could\b|can|should\b|may\b|might\b|must\b|expect\b|believe\b|look\b|thank\b|"
    r"did|couldn|wasn|weren|wouldn|\w+ed\b|met\b|got\b|went\b|spoke\b|said\b|came\b|heard\b|spent\b|lost\b|sold\b|"
    r"found\b|made\b|saw\b|thought\b|ran\b|took\b|gave\b|told\b|read\b|bought\b|kept\b|wish\b|like\b|love\b|still\b|"
    r"already\b|meet again\b|carry (?!on\b)|run\b|serve\b|usually\b|always\b|often\b|never\b|really\b|understand\b|"
    r"say\b|began\b|left\b|held\b|wrote\b|sent\b|"
    r"brought\b|built\b|agree\b|talk\b|discuss\b|speak\b|come\b|welcome\b|congratulate\b|regret\b|remember\b|learn\b|"
    r"miss\b|lack\b|depend\b|call\b|ask\b|remind\b|find\b|did\b|do\b|won\b|then\b|set\b|put\b)[a-z]+\b"
    r"|^(?:so |then |therefore )*we (?:will|shall|won't|'ll|are (?:not )?going to)\b"
)
_PASSIVE = re.compile(
    rf"^{_WHEN}{_THING}{{2,60}}? (?:is|are) (?:now |therefore |also |not |hereby |only |always |no longer |hence )*"
    r"(?:allocated|designated|abandoned|cancelled|dropped|brought (?:back|down|forward)|maintained|suspended|fixed|"
    r"limited|handed|paid|replaced|reduced|increased|raised|lowered|moved|split|merged|discontinued|renewed|"
    r"extended|charged|shortened|admitted|appointed|chosen|selected|locked|set|cut|named|granted|awarded|reserved|"
    r"abolished|introduced|postponed no|published|lent|released|capped|doubled|halved|stopped|closed (?:on|from|"
    r"until|to)|"
    r"held (?:on|in|at|every)|booked (?:by|only|through))\b"
)
_BODY = re.compile(
    rf"^(?:the |our )?(?:{BODIES}) (?:then |also |therefore |unanimously |hereby |all )*(?:confirm(?:s|ed) (?:an?|"
    rf"the|that|"
    r"its)|finds? (?:the|that|it|this) (?:[\w ]{2,40} )?(?:founded|unfounded|justified|admissible|acceptable|in "
    r"order|partly|eligible|valid|reasonable|sufficient|too)|found (?:the [\w ]{2,30} (?:founded|unfounded|"
    r"justified|admissible|acceptable|in "
    r"order|partly))|refuse[sd] (?:it|this|the|to)|declined|release[sd]|opt(?:s|ed) for|keeps?|kept|maintain(?:s|ed)|"
    r"settled (?:on|for)|stands by|stood by|admit(?:s|ted)|reserve[sd]|give[s]? up|gave up|drop(?:s|ped)|fund(?:s|ed)|"
    r"(?:was|were|is|are) (?:not )?(?:willing|prepared|happy|content) to (?!hear|learn|note|see|know)|said no|"
    r"saw no reason|uph(?:e|o)lds?|"
    r"dismiss(?:es|"
    r"ed)|waive[sd]|takes? over|joins?|leaves?|starts?|stops?|closes?|opens?|pays?)\b"
)
_GRANTED = re.compile(
    r"\b(?:was|were|is|are) (?:therefore |not |also )?(?:accepted (?:for|as|from|into|without|with)|admitted|"
    r"designated|"
    r"upheld|nominated|co-opted|welcomed as|kept at|kept as)\b"
)
_REFUSED = re.compile(
    r"\b(?:request|application|appeal|complaint|claim|objection)s? (?:(?:was|were|is|are|be) )?(?:therefore |not )?"
    r"(?:turned down|refused|declined|rejected|dismissed|upheld|granted|allowed|admitted)\b"
    r"|\bwe (?:didn't|did not|do not|don't) (?:admit|accept|grant|allow|renew|take) (?:them|him|her|it|the|their|"
    r"this|any)"
    r"|^[\w' ]{2,40} will not be (?:dismissed|refused|rejected|abandoned|dropped|withdrawn)\b"
    rf"|^(?:the |our )?(?:{BODIES}) (?:present )?(?:unanimously )?(?:refused (?:it|this|the)|(?:rejected|declined) "
    r"(?:it|this|the (?:same|offer|request|application|bid|claim)))\b"
)
_REFUSALS = (
    "turned down", "refuse", "decline", "reject", "dismiss", "upheld", "grant", "allow", "admit", "accept", "renew",
    "take", "abandoned", "dropped", "withdrawn",
)  # fmt: skip
_BARE = re.compile(
    r"^\W*(?:declined|rejected|refused|turned down|dismissed|not (?:approved|granted|funded|eligible|awarded|"
    r"supported)|"
    r"no (?:award|grant|funding)|outside (?:our|the) \w+)\b"
)
_ASKED_FOR = re.compile(
    r"\b(?:applications?|applicants?|grants?|requests?|requested|bids?|tenders?|appeals?|funding|awards?|"
    r"licen[cs]es?)\b"
)
_WORK = TASK_VERBS - {"continue", "keep", "stop", "start", "pay", "cost", "hold", "open", "close", "get", "run", "use"}
_SOMEBODY = re.compile(r"(?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) (?:will|is to|is going to) (?P<verb>[a-z]+)\b")
_CLAUSE = re.compile(r"[;:] |, but | but (?=the\b|we\b)|, so ")


def stated(sentence: Sentence) -> bool:
    """True for a sentence one of whose clauses states an outcome as how things are or will be; not who does what."""
    low = sentence.low
    if _somebodys(sentence.body):
        return False
    return any(_states(clause.strip()) for clause in _CLAUSE.split(low))


def _somebodys(body: str) -> bool:
    """True for "Ilse will copy the list": work, though no list has her name."""
    match = _SOMEBODY.match(body)
    return match is not None and match["verb"] in _WORK and looks_like_name(match["who"])


def acts(low: str) -> bool:
    """True for "the group finds the complaint justified": a body as a whole settles something."""
    return bool(_BODY.match(low))


def _states(low: str) -> bool:
    if _NOT_OUR.search(low[:70]) or _TOLD.search(low):
        return False
    return bool(
        _KEEPS.search(low)
        or _WILL.match(low)
        or _WE.match(low)
        or _PASSIVE.match(low)
        or _BODY.match(low)
        or _GRANTED.search(low)
    )


def turned_down(low: str) -> bool:
    """True for "his request was turned down": the group settled what was asked of it."""
    if not any(piece in low for piece in _REFUSALS):
        return False
    clauses = [clause.strip() for clause in _CLAUSE.split(low)]
    return any(_REFUSED.search(clause) and not _TOLD.search(clause) for clause in clauses)


def refused(sentence: Sentence, before: Sequence[Sentence]) -> bool:
    """True for what was asked of the group and it declined: "His request was turned down", and "Declined." on a list of
    applications; a proposal of its own that fell is none.

    Args:
        before: the sentences right before it.
    """
    bare = _BARE.match(sentence.low)
    if sentence.spoken or not (bare or turned_down(sentence.low)) or _NOT_OUR.search(sentence.low[:70]):
        return False
    if bare:
        near = " ".join(s.low for s in before if s.block.start == sentence.block.start)
        return bool(_ASKED_FOR.search(f"{sentence.block.section.lower()} {near}"))
    return True

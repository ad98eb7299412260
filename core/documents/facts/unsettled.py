"""Sentences after which nothing is settled: no result, no majority, a matter still open; and thanks and ceremony.

All for lower-case text. What is put off or voted down in so many words is told by ``cues``.
"""

import re

from core.documents.facts.sentences import Sentence

_NOTHING = re.compile(
    r"\b(?:no|any|without(?: an?)?|little|not (?:much|enough)|nor) (?:[\w-]+ ){0,2}?(?:conclusions?|results?|outcome|"
    r"agreement|consensus|majority|"
    r"decisions?|position|candidates?|solution|common (?:view|ground|line)|enthusiasm|interest|appetite|support|"
    r"votes|takers)\b"
    r"(?! (?:against|is (?:needed|required)|needed))"
    r"|\b(?:was|were|has been|been|is|are)(?: not|n't) (?:yet |further |really )?(?:pursued|put to (?:a |the )?vote|"
    r"taken (?:up|further|forward)|"
    r"dealt with|supported|discussed|concluded|settled|clear)\b"
    r"|\bremains? (?:to be (?!held|kept|paid)\w+|open|unclear|unresolved|uncertain)\b"
    r"|\b(?:nothing|none of (?:it|this|these|them)|neither) (?:can|could|was|is|were|got|has been|would)"
    r" (?:\w+ly )?(?:be )?(?:settled|decided|agreed|fixed|promised|chosen)\b"
    r"|\bno (?:\w+ ){1,2}(?:was|were|could be) (?:chosen|reached|found|taken|picked|agreed|settled|made|fixed)\b"
    r"|\bno (?:\w+ ){0,2}(?:answer|date|figures?) (?:yet|for now|so far|could)\b|^\W*no (?:answer|date|news|reply)\b"
    r"|\bmet with (?:little|no)\b|\blukewarm\b|\b(?:round|around) in circles\b"
    r"|\b(?:we|members|they|it|the \w+|nobody|no one) (?:did(?: not|n't)|could(?: not|n't)|failed to|never) (?:\w+ly )?"
    r"(?:arrive at|"
    r"come to (?:an?|any)|"
    r"reach|find (?:an?|any|enough)|get (?:anywhere|far|there)|come out of|make up|agree|decide|settle|conclude)\b"
    r"|^\W*(?:did(?: not|n't)) (?:get|find|come|reach)\b|\b(?:went|got|led) nowhere\b"
    r"|\b(?:nobody|no one|no-one|none) (?:picked|chose|was keen|wished|had (?:an|any)|could (?:say|tell|answer|"
    r"agree))\b"
    r"|\b(?:still|yet) (?:to (?:be (?:\w+ly )?\w+ed|be (?:found|chosen|seen|set)|sort|find|do|come)|missing|unclear|"
    r"unsure)\b"
    r"|\bopinions? (?:were|was|are|is|remained) (?:divided|split|mixed)\b|\b(?:opinions|views) differ(?:ed)?\b|"
    r"^\W*whether\b(?!.*\b(?:agreed|decided|settled|resolved)\b)"
)
_CEREMONY = re.compile(
    r"\b(?:thanked|congratulated|applauded|congratulates|thanks (?:the|all|everyone|everybody|[a-z]+ for)|"
    r"wished (?:him|"
    r"her|them|everyone|all)|expressed (?:\w+ )?(?:gratitude|thanks|regret|the wish|condolences|appreciation)|"
    r"(?:was|were|are|is) (?:very )?(?:grateful|thankful|glad to)|minute's silence)\b"
    r"|\bwelcomed (?:all|everyone|everybody|[\w ]{0,20}(?:members|guests|participants))\b"
)
_PUTS_FORWARD = re.compile(
    r"^(?:the |our )?(?:board|committee|council|panel|executive|management|treasurer|chair(?:man|woman|person)?|"
    r"secretary|president|director)(?: \w+)? (?:had |has |have )?(?:therefore |then |also |now )?(?:proposed|proposes|"
    r"suggested|suggests|put forward|submitted)\b(?!.*\b(?:and (?:it was |this was |was )?(?:agreed|carried|accepted|"
    r"approved|adopted|passed)|agreed|carried|passed)\b)"
)
_STATEMENTS = re.compile(r"^\W*(?:agreed|accepted|approved|adopted|taken|signed|confirmed) as (?:an? |the )?(?:true|"
                         r"correct|accurate|read|fair)\b")  # fmt: skip
_ROUTINE = re.compile(
    r"^\W*(?:[\w./]{1,6}\s+)?(?:(?:approval|adoption|confirmation) of (?:the )?)?(?:(?:agenda|quorum|"
    r"apologies)\b.{0,40}|"
    r"(?:the )?(?:previous|last|draft) minutes|minutes(?: of (?:the )?(?:last|previous)\b.{0,30})?)\W*$",
    re.IGNORECASE,
)
_SHORT = 50
"""Characters."""


def unsettled(low: str) -> bool:
    """True for a sentence that tells of no outcome, only puts a matter forward, or thanks and congratulates."""
    return bool(_NOTHING.search(low) or _CEREMONY.search(low) or _PUTS_FORWARD.match(low) or _STATEMENTS.match(low))


def of_procedure(sentence: Sentence) -> bool:
    """True for "Adopted." and "Approved with one change." under the heading of the agenda or of the last minutes."""
    section = sentence.block.section
    return bool(section and len(sentence.low) <= _SHORT and _ROUTINE.search(section) and not sentence.label)

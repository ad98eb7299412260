"""Forms of sentences that decide, or only look so, as regular expressions for lower-case text."""

import re

from core.documents.facts.cues import OUTSIDE

DECLINES = re.compile(
    r"\b(?:offer|invitation|approach|quotation|request|application|appeal)s?\b.*\b(?:declined|turned down|refused)\b|"
    r"\b(?:declined|"
    r"turned down) (?:the|an?|their) [\w ]{0,30}?(?:offer|invitation|approach|request|application|appeal)s?\b"
)
FORMAL = re.compile(
    r"^\W*(?:(?:to )?recommend(?:ed|s)? (?:for )?(?:refusal|approval|acceptance|rejection)|no (?:objections?|comments?|"
    r"observations?)(?: raised| made| offered| to make)?|object(?:ed|ion|ions)?|support(?:ed)?|"
    r"neutral)\b[^.;]{0,70}\W*$"
)
REFERENCE = re.compile(r"\b\w{0,4}\d{2,4}/\d{2,5}(?:/\w+)?\b|\b(?:planning|licen[cs]ing) application\b")
YES_NO = re.compile(
    r"^\W*(?:yes|agreed|approved|no\b(?! (?:idea|one|body|conclusion|decision|answer|view|figure|clear|reply|"
    r"objection|consensus))|decided|ok\b|okay|all (?:agreed|in favou?r|for)|everyone (?:agreed|in favou?r)|"
    r"unanimous|carried|answer: (?:yes|no))\b"
)
TAGGED = re.compile(
    r"(?:[(\[]\s*(?:all |unanimously |vote: )?(?:agreed|approved|carried|decided|passed|unanimous|adopted|"
    r"resolved)(?: by all| unanimously| nem\.? con\.?|,? \d.{0,12})?\s*[)\]]|"
    r"\s[–—-]{1,2}\s*(?:all )?(?:agreed|approved|carried|decided|passed|adopted|yes)(?: by all| unanimously)?|"
    r":\s*(?:yes|approved|agreed|carried))\W*$"
)
PARTICIPLE = re.compile(r"(?:ed|en|wn|ne|ld|pt|id|ut|ght|et|un|ung|ade|told|lost|sent|built|cut|run|set|known|free)$")
OTHERS_DID = re.compile(
    rf"\b(?:they|he|she|their \w+|his \w+|the other \w+|{OUTSIDE})\b(?: \w+){{0,3}}? (?:(?:has|have|had|'ve|'s|"
    rf"just|already|also|"
    rf"now) )*(?:decided|decides|agreed|agrees|voted|approved|resolved|said|says|say|promised|confirmed|"
    rf"announced|wants?|changed|refused|told|asked|claims?|insists?)\b"
)
GREETS = re.compile(
    r"^\W*(?:good (?:morning|afternoon|evening|day|night)|hi\b|hello|hey|dear|thanks|thank you|welcome|"
    r"see you|bye|happy \w+|congratulations|sorry\W*(?:\w+\W*){0,4}$)"
)
LIKE_LAST = re.compile(
    r"\b(?:like|as|same as|than|as in) (?:we did )?last \w+\b|\b(?:who|that|which|whoever|"
    r"anybody|anyone|those|instead of) (?:\w+ ){0,5}?last \w+\b"
)
ASKED_AND_AGREED = re.compile(
    r"\b(?:was|were) (?:asked|requested|invited) to\b.*\band (?:he |she |they |kindly "
    r")*(?:agreed|accepted)\b"
)
OPINION = re.compile(
    r"^\W*(?:we |they |all |everyone |everybody )+(?:all )?(?:agreed|agree)(?: that)? (?:it's|it "
    r"is|it was|this is|this was|that's)\b(?! (?:be |to be )?(?:time|best|better) to)"
)
NAMES_MOVER = re.compile(r"^\W*(?:proposed|moved|proposer|mover|motion)(?: by)?\s*:?\s*(?:[\w.']+ ?){1,5}\W*$")
TO_BE = re.compile(
    r"^(?!.*\b(?:have|has|had|needs?|ought|going|wants?|hope[sd]?|like|likely|supposed|expected|seems?|asked|"
    r"refused|due|used|said|begin|nothing|something|anything|much|lot|work|able|hoping|meant|"
    r"remains?) to be\b)[\w'’£$€&,/()\" –-]{3,90}?\s(?:is |are )?to (?:now |only |"
    r"always )?be (?:\w+ly )?(?P<done>[a-z]+)\b"
)

"""Verbs that settle something when "we" do them, and those that never do, as pieces of regular expressions."""

import re


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
    " provide support back review try give spend apply honour subsidise subsidize cover refund reimburse perm"
    "it forbid insist enter withdraw publish recycle relocate settle"
).split()


def _forms(verb: str) -> str:
    stem = verb[:-1] if verb.endswith("e") else verb
    double = verb[-1] if re.search(r"[^aeiou][aeiou][bdgmnpt]$", verb) else ""
    return f"{verb}|{stem}{double}ing" + (f"|{stem}ing" if double else "")


CHOICE = (
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
NOT_CHOSEN = (
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
    r"meet(?:ing)? (?:again|up|next)|try(?:ing)? to|giv(?:e|ing) (?:it|that|this) (?:some )?(?:thought|"
    r"a think|time)|provid(?:e|ing) (?:about|around|over|\d)|review(?:ing)? (?:the|our) (?:minutes|actions?|"
    r"progress|figures|accounts|last)|cover(?:ing)? (?:about|around|over|\d|the same)|"
    r"support(?:ing)? (?:about|around|over|\d)|enter(?:ing)? (?:a|the) (?:new|difficult)|mak(?:e|"
    r"ing) (?:a loss|progress|money|sure|a lot|an? effort)|"
    r"hold(?:ing)? (?:on|off)|us(?:e|ing) (?:a lot|about|around|too)"
    r"|run(?:ning)? (?:out|late|low|short|a|an|three|two|four|five|\d+)|serv(?:e|ing) (?:about|over|around|\d|"
    r"more)|spend(?:ing)? (?:too|so|more|less|about|around|a lot|\d)|shar(?:e|ing) (?:the|your) (?:concern|"
    r"view|worry)|bring(?:ing)? (?:it|this|"
    r"that) (?:up|back)|meet(?:ing)? (?:our|the) (?:target|goal|need|deadline)s?|train(?:ing)?|teach(?:ing)?|"
    r"collect(?:ing)? (?:about|around))\b"
)
STATE = (
    r"(?:very |so |still |really |now |already |quite |too |all |both |also |just |not |only )*(?:"
    + _any(
        "happy sad sorry sure aware grateful tired short late behind ahead fine good ok okay ready able running looking"
        " waiting working thinking hoping struggling trying getting seeing having planning facing talking discussing"
        " dealing expecting losing finding here there down up out over under used supposed only people stuck full due"
        " worried concerned proud in at on a an the about to part between considering wondering aiming exploring saying"
        " recording rolling"
        " learning told asked lucky one two three four five six always never pleased delighted keen low well open"
        " closed"
        " nearly almost hearing asking reviewing applying writing reporting growing seeking confident excited missing"
        " meeting needing bound obliged required busy broke covered insured responsible spending running paying"
    )
    + r"|\d+)\b"
)
OUR = (
    r"(?:^\W*|[,.;:!–—-]\s*|\b(?:so|then|and|ok|okay|right|yes|yeah|that|well|good|great|therefore|instead|"
    r"today|now|case|agreed|is|agree|settled|alright|but|or|least) |^(?:from|as of|starting|in|on|after|until|"
    r"for) [\w ]{2,30}? )we(?: all| both|'re all)?"
)

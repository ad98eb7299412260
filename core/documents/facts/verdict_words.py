"""The words of deciding, by who may be their subject, as regular expressions for lower-case text."""

import re

from core.documents.facts.cues import BODIES, OUTSIDE

VERB = re.compile(
    r"\b(?:(?P<plain>agreed|decided|resolved|approved|adopted|ratified|endorsed|authori[sz]ed|finali[sz]ed|"
    r"green-?lit|signed off(?: on)?"
    r"|(?<=we )(?:reverse|overturn|rescind|revoke)(?= (?:what|the|our|that|this|last)\b)"
    r"|(?<=we )(?:agree|approve|appoint|adopt|decide|resolve|accept|confirm|endorse)(?= (?:to|that|the|a|an|"
    r"not|\w+ \w+ as|with the (?:proposal|recommendation))\b)|(?:agrees|decides|resolves|approves|"
    r"adopts)(?= (?:to|that|the|a|an|not|on|unanimously)\b)|ruled(?= that| out| in))"
    r"|(?P<choice>elected|appointed|re-?elected|re-?appointed|chose|chosen|selected|awarded|elects|appoints|"
    r"selects|chooses|picked|hired|nominated|co-?opted)"
    r"|(?P<needs>voted(?= (?:\w+ly |\d+ ?[-–to]+ ?\d+,? |\w+ to \w+,? |by [\w ]{3,30}? (?=to |for |"
    r"that ))?(?:not to|to|for|in favou?r|that|on \w+ to|\d))|votes(?= to)|opted(?= (?:for|to|not|against))|"
    r"settled(?= (?:on|for|that))"
    r"|concluded(?= (?:that|to) )|determined(?= (?:that|to) )|passed(?= (?:the|a|an|this|that|unanimously|\d|"
    r"by|with))|carried(?= (?:unanimously|by|\d))"
    r"|confirmed(?= (?!that\b)[\w' ]{3,40}? (?:in (?:post|office|(?:his|her|their|the) (?:posts?|positions?|roles?))|"
    r"as )\b)"
    r"|confirmed(?= (?:the|that the) (?:appointment|election|purchase|venue|booking|co-?option|decision))|"
    r"plumped(?= for)|went(?= (?:with|for) (?!a |lunch))"
    r"|accepted(?= (?:the|an?|his|her|their|\w+'s|\w+) (?:[\w' ]{0,30})?(?:offer|quote|quotation|tender|bid|"
    r"proposal|recommendation|resignation|terms|estimate))"
    r"|(?:scrapp|cancell|abandon|suspend|abolish|discontinu|rescind|overturn|revers|revok|renew|"
    r"terminat)ed(?= the| its| our| this| that| all)"
    r"|(?:set|fixed|raised|increased|reduced|lowered|cut|capped)(?= (?:the|its|our|a) [\w' ]{1,40}(?: at| to| by) )))\b"
)
WILL = re.compile(
    r"\b(?P<verb>(?:will|shall)(?: now| therefore| not| no longer| only| also| continue to)*|would(?: now| therefore|"
    r" not|"
    r" no longer| not be| not now be)+) (?P<does>adopt|accept|allow|appoint|award|ban|buy|cancel|charge|close|"
    r"contribut|"
    r"cover|donate|employ|extend|fund|hire|host|increase|join|keep|lease|limit|merge|pay|proceed|provide|publish|raise|"
    r"recruit|reduce|refund|remain|renew|rent|replace|resume|retain|sell|spend|sponsor|stop|subsidi[sz]e|support|"
    r"withdraw)"
    r"(?:e|ing)?\b(?! (?:it|this|that|the matter) (?:at|in|when|if))"
)
"""What a body does from now on; for one that is the document's own."""
COUNTED = re.compile(
    r"\b(?:attendance|arrears|balance|circulation|costs?|deficit|demand|donations|income|losses|membership|moods?|"
    r"turnover|sales|visits?|visitors|temperature|surplus|takings|waiting list|weather|we|they)$|^\W*(?:has|have|had)\b"
)
"""What rises and falls by itself."""
NEWS = re.compile(
    r"\b(?:since|over the (?:past|last)|during the (?:year|month|quarter|period)|compared|so far|to date|"
    r"this year has|figures?|numbers?|income|expenditure|costs? (?:were|was)|sales|turnover|"
    r"from \d+ to \d+ members|by \d+ ?(?:%|per ?cent))\b"
)
PASSIVE_ONLY = re.compile(
    r"\b(?P<verb>passed|carried|settled|accepted|rescinded|overturned|reversed|revoked|scrapped|abolished|"
    r"discontinued|renewed|appointed|"
    r"accepted (?=as|into)|admitted (?=as|into)|taken up|taken on(?! (?:the )?\d)|wound up|voted (?:in|through)|"
    r"waved through|nodded through)\b"
)
DECLINED = re.compile(
    r"\b(?:offer|invitation|approach|request|application|appeal)s? (?:of|from|by|to|for) [^.;]{2,80}? (?:was|were|be|"
    r"is) (?:\w+ly )?(?P<verb>declined|refused|turned down|not accepted)\b|\b(?:we|the (?:board|committee|"
    r"trustees|council|meeting)|trustees|members) (?:\w+ly |then |also |therefore )*(?P<verb2>declined|turned down|"
    r"refused) (?:the|"
    r"an?|their|his|her) [\w ]{0,30}?(?:offer|invitation|approach|quotation|quote|request|application|appeal)s?\b"
)
SET = re.compile(
    r"\b(?P<verb>set|fixed|raised|increased|reduced|lowered|capped|cut|extended|put up)\b(?= (?:at|to|for|"
    r"from|by)\b|: )"
)
BARE = re.compile(
    r"^(?P<what>[\w£$€%.,()'&/ :–-]{3,90}?)\s+(?P<verb>approved|agreed|adopted|ratified|endorsed|carried|"
    r"accepted|authorised|elected|appointed|passed|fixed|set|confirmed|(?:moved|changed|switched|put back|"
    r"brought forward|raised|reduced|increased|lowered|cut|extended)(?= (?:to|until|by|from)\b))(?=\W*$|[.,;]| (?:to|"
    r"until|at|by|in|for|as|with|"
    r"subject|unanimously|nem|without|from|on|up|\(|\d))"
)
OPERATIVE = re.compile(
    rf"^(?:(?:the |this )?(?:{BODIES}),? (?:unanimously |hereby |therefore |further |also )*)?(?:hereby |"
    rf"unanimously |therefore |further |also )*(?:approves|decides|adopts|endorses|agrees|resolves|elects|"
    rf"appoints|re-?appoints|authori[sz]es|ratifies|establishes|mandates|allocates|grants|extends|renews|"
    rf"confirms the (?:appointment|date|venue|budget|plan)|accepts the (?:offer|proposal|quote|recommendation|"
    rf"plan)|sets the|fixes the|selects|chooses|opts)\b(?! (?:itself|himself|herself|with everything))"
)
NO_OBJECTION = re.compile(
    r"^no objections? (?:was|were|is|be) (?:raised|made|offered)(?= to)|\bthe vote was (?:\d+|\w+)\s?(?:[-–:]|"
    r"to)\s?\w+,? (?:in favou?r of|for|to)\b|\bby general consent\b|\bthis was (?:accepted|agreed|approved|"
    r"adopted|carried)\b"
)
DID = re.compile(
    r"\b(?P<verb>sanctioned|ordered that|concurred|consented to|acceded to|ruled|laid down|stipulated|"
    r"instituted|established|formed|constituted|created|set up|set aside|allocated|earmarked|donated|granted|"
    r"voted [£$€]?\d|admitted|expelled|amended|waived|extended|supported the|raised no objections?|"
    r"made no objections?|had no (?:objections?|problems?|issues?|difficult\w+|quarrel) (?:to|with)|made a (?:grant|"
    r"donation|contribution|award)|declined(?= to)|"
    r"(?:left|joined|quit|entered) the|engaged|retained|commissioned|dissolved|co-?opted|accorded|"
    r"reaffirmed|upheld|overruled|backed|instigated|introduced|adopted|signed off|released|withdrew|merged|divided|"
    r"combined|moved the|changed the|brought forward|put back|fixed|set the|agreed upon|gave (?:it|"
    r"the \w+) to|accepted|committed (?:itself|themselves|ourselves) to|pledged|took the decision|"
    r"has no (?:objections?|comments?|observations?)\b|objects?(?=\W*$|:| to\b| on\b)|objected(?=\W*$|:| to\b| on\b)|"
    r"recommends? (?:refusal|approval|rejection|acceptance)|(?:directed|instructed|required|ordained) that|"
    r"said (?:yes|no)\b|said aye|passed a (?:resolution|motion)|gave approval|took the view that|made the decision|"
    r"reached (?:agreement|a decision|consensus)|came to (?:an agreement|the conclusion|"
    r"a decision)|declared|prefers?|preferred|favou?red|plumped|resolved|noted and (?:approved|agreed|"
    r"accepted|endorsed)|considered and (?:approved|agreed|accepted|endorsed)|reviewed and (?:approved|agreed|"
    r"accepted|endorsed)|discussed and (?:approved|agreed|accepted|endorsed))\b"
)
WAS_DONE = re.compile(
    r"\b(?P<verb>reviewed (?:up|down)wards?|allocated|earmarked|set aside|granted|sanctioned|waived|admitted|"
    r"co-?opted|formed|"
    r"constituted|set up|established|made (?=to|for|available)|raised (?=to|no)|increased|reduced|lowered|"
    r"instituted|amended|revised|repealed|commissioned|engaged|retained|nominated|fixed|ordered|ruled|"
    r"determined|arranged|decreed|stipulated|enacted|abandoned|cancelled|extended|doubled|halved|capped|"
    r"moved to|brought forward|"
    r"put back|voted|awarded|given to|assigned to the budget|dissolved|merged|confirmed as|declared|deemed|"
    r"preferred|favou?red|thought best)\b"
)
NOUNS = re.compile(
    r"\b(?:offer|quote|quotation|tender|bid|proposal|recommendation|resignation|terms|estimate|motion|"
    r"amendment|resolution|plan|budget|paper|draft|version|text|scheme|schedule|design|policy|changes?|"
    r"applications?)s?\b"
)
AUX = re.compile(
    r"(?:(?:^|(?<=[\s(]))(?:has|have|had|was|were|is|are|be|been|being|got|get|gets|then|also|all|both|now|so|"
    r"eventually|finally|therefore|thus|duly|again|\w+ly|not|hereby|after discussion"
    r"|nonetheless|nevertheless|however|accordingly|further|also|in the end|at last|instead|we've|did|of us|unanimous|"
    r"in principle|once more|just|together|nem con|"
    r"on balance)\s*|'(?:ve|s|d)\s*)+$"
)
PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being|got|gets?)\b|'s\b")
FUTURE = re.compile(
    r"\b(?:to|will|would|can|could|may|might|must|should|shall|cannot|need(?:s|ed)? to|has yet to|have yet to|"
    r"not yet|never|not|n't) (?:\w+ly |now |all |also |ever |yet )?(?:be )?(?:\w+ly )?$"
)
CLAUSE = re.compile(r"[;:()–—]|,(?!\d)|\.|\bthat\b|\bbut\b|\band\b|\bso\b|\bthen\b|\bwhere\b|\bas\b(?! a)|->|→")
SUBORDINATE = re.compile(
    r"\b(?:if|whether|unless|until|till|once|when|whenever|as soon as|what|whatever|how|why|asked|suggest\w*|"
    r"propos(?:e|es|ed|ing) that|recommend(?:s|ed|ing)? (?!and)|wants?(?:ed)?|hop(?:e|es|ed)|"
    r"whoever|before|should|because|since)\b[^,;:]*$"
)
TOLD = re.compile(
    r"\b(?:report(?:ed|s)|inform(?:ed|s)|told|announc(?:ed|es)|explain(?:ed|s)|said|says|mention(?:ed|s)|"
    r"heard|wrote|writes|learn(?:ed|t)|advised|recalled|remembers?"
    r"|understand|reminded|noted|read)\b(?![^.;]*\b(?:and|so) (?:we|it was)\b)[^.;:]*$"
)
POSTPONING = re.compile(
    r"^\W*(?:\w+ly )?(?:to|that we|that (?:the|this|it)[\w ]{0,40}|not to|we|we'd|we would)\s*(?:would |"
    r"should |shall |will |be |further )*(?:defer|postpone|adjourn|park|table(?! tennis)|revisit|wait|"
    r"hold (?:off|over)"
    r"|carry (?:it|this|the|over|forward)|carried over|come back|return to|discuss|think|talk|consider(?!ation)|"
    r"look (?:at|into)|decide|leave (?:it|this|the) |put (?:it |this |the [\w ]+ )?(?:off|on hold)|keep (?:it|"
    r"this|an) "
    r"|meet again|reconvene|reconsider|seek (?:further|more|advice|clarification|views|clarity|legal|information)|"
    r"disagree|pick (?:it|this) up|give (?:it|this) (?:more|"
    r"some) (?:time|thought)|take (?:it|this) (?:away|offline)|delay|be (?:deferred|postponed|revisited|"
    r"discussed|considered|carried))\b"
)
CONCLUDES = re.compile(
    r"^\W*(?:so|ok(?:ay)?|right|then|good|great|today|tonight|and|yes|yeah|well|finally|just to confirm|"
    r"to recap)\b|.*\b(?:today|tonight|just now|just)\b"
)
GROUP = re.compile(
    rf"^(?:and |but |then |again |here |today |tonight |yesterday |so |finally |eventually |in the end |on balance |"
    rf"overall |reluctantly |with regret |accordingly |by and large |in conclusion |"
    rf"after [\w ]+? )*(?:we|us|we all|all of us|everyone|everybody|all|both|nobody|it|consensus|i|(?:the |"
    rf"our |all |this |a |full |whole |entire |{BODIES} )*(?:{BODIES})(?: (?:members|of us|of (?:trustees|"
    rf"directors|governors|education|management)|present|meeting|committee))*)$"
)
BY = re.compile(rf"^[^.;]{{0,60}}?\bby (?:the |a |an |our |their )?(?:[\w-]+ ){{0,2}}?(?:{OUTSIDE})\b")
BY_WHOM = re.compile(
    rf"^\s*by (?:the|their|a|his|her) (?!(?:\w+ )?(?:{BODIES}|majority|vote|show|large|slim|whole|above|same|"
    rf"general|margin|unanimous|clear|narrow|"
    rf"following|end|deadline|casting|names?|hand|lot|toss)\b)\w+"
)
REFERENCE = re.compile(
    r"\b(?:the|an?|as|as was|as we|previously|newly|our|this|already|of|these|those|all|what|mutually|"
    r"what was|what we|\w+ly-|un|than|not|with|for|at)\s+$"
)
NOUN = re.compile(
    r"\b(?:(?:carried|won) the day|(?:view|opinion|feeling|option|proposal|idea|"
    r"argument)s? (?:that [^.;]{3,120} |of [^.;]{3,60} )?(?:prevailed|won out|carried)|made up our minds?|"
    r"it was left that|(?:came|come) down (?:firmly |heavily |in the end |clearly )?(?:on the side of|"
    r"in favou?r of|for|against)|it (?:was|seemed) (?:thought|felt|considered|deemed|judged|held) (?:best|"
    r"better|right|sensible|wise|prudent|only fair|fair|proper|preferable|advisable) (?:to|that|not to)"
    r"|we (?:are|were) to have|ended up (?:agreeing|deciding|settling|choosing|going|keeping|picking|with)|"
    r"(?:the )?vote(?:s)? went (?:for|to|in favou?r of|the way of)|with one voice|to a (?:man|woman|person)\b|"
    r"thumbs[- ]up (?:to|for)|(?:got|gets|has) the (?:nod|go-ahead|green light|thumbs[- ]up|vote)|(?:a |"
    r"the )?(?:clear |large |narrow |small |overwhelming )?majority (?:voted|opted|chose|decided|was|were|"
    r"went) (?:for|to|in favou?r)"
    r"|there (?:was|is) (?:a )?(?:\w+ )?(?:agreement|consensus)|(?:general|broad|unanimous|full) (?:agreement|"
    r"consensus)(?! needed)|(?:the |by |a |clear |rough |group )*consensus(?=,| is| was| to| that| on|"
    r" reached)"
    r"|(?:the |our |a |final |clear )+decision(?: taken| made| reached| today| here)?(?: was| is)(?: taken|"
    r" made| reached)?(?: to| that|:)|unanimous(?:ly)? (?:that|in|on|about|for|agreement)"
    r"|(?:preference|choice|inclination|verdict|conclusion|consensus|will) (?:of (?:the |all )?\w+ )?(?:was|is) (?:for|"
    r"to|against|in favou?r|of|not to|that)\b|(?:was|were) given (?:the (?:go-?ahead|green light|nod|all-clear)|"
    r"approval|permission)\b|\ball (?:\w+ )?of us (?:said|say|voted|were for|nodded)\b"
    r"|(?:all|everyone|everybody|members|unanimously|the meeting|the board|the committee) (?:was |were |are |"
    r"is )?in favou?r of|gave (?:the [\w ]{2,25}|it|him|her|them) the (?:green light|go-ahead|go ahead|nod|ok|"
    r"thumbs[- ]up|job|contract|post)|gave (?:the|its|their|our|his|her|it the) (?:formal |full |"
    r"unanimous )*(?:green light|go-ahead|go ahead|approval|consent|blessing|nod|ok)"
    r"|(?:unanimous |general |clear |strong |common |expressed )*(?:wish|view|sense|will|decision|feeling|"
    r"opinion|mind) of (?:the |this |all )?(?:meeting|board|committee|trustees|house|members|group|council|"
    r"governors|all) (?:that|to)\b|(?:approval|permission|consent|authority|authori[sz]ation|the go-?ahead|"
    r"the green light|agreement|clearance) (?:was|is|has been|were) (?:duly |formally |then |"
    r"unanimously )?(?:given|granted|reached|obtained from (?:the board|members|all))(?= (?:to|for|that|on))|"
    r"(?:content|happy|pleased|willing) (?:to (?:support|agree|accept|approve|endorse|adopt|allow|let|"
    r"continue|fund|pay|renew)|with the (?:proposal|plan|recommendation)|for (?:the|this|it))|"
    r"happy to (?:approve|proceed|go ahead)|by (?:a )?(?:show of hands|acclamation)|put to (?:the|"
    r"a) vote and (?:passed|carried|approved|agreed|adopted|accepted))\b"
)
ELECTS = re.compile(r"\b(?:re-?)?(?:elected|appointed|co-?opted)\b")
ALL_OF_US = frozenset(
    (
        "we",
        "us",
        "we all",
        "all",
        "everyone",
        "everybody",
        "both",
        "all of us",
        "i",
        "we three",
        "we two",
        "the two of us",
        "y'all",
    )
)

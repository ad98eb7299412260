"""Sentences that say in so many words that something was decided, and by whom: by this group, or by others."""

import re

from core.documents.facts.cues import BODIES, HISTORY, OUTSIDE, REVERSES, SUPPOSED, own_bodies
from core.documents.facts.roster import Roster

_VERB = re.compile(
    r"\b(?:(?P<plain>agreed|decided|resolved|approved|adopted|ratified|endorsed|authori[sz]ed|finali[sz]ed|"
    r"green-?lit|signed off(?: on)?"
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
    r"|confirmed(?= (?:the|that the) (?:appointment|election|purchase|venue|booking|co-?option|decision))|"
    r"plumped(?= for)|went(?= (?:with|for) (?!a |lunch))"
    r"|accepted(?= (?:the|an?|his|her|their|\w+'s|\w+) (?:[\w' ]{0,30})?(?:offer|quote|quotation|tender|bid|"
    r"proposal|recommendation|resignation|terms|estimate))"
    r"|(?:scrapp|cancell|abandon|suspend|abolish|discontinu|rescind|overturn|revers|revok|renew|"
    r"terminat)ed(?= the| its| our| this| that| all)"
    r"|(?:set|fixed|raised|increased|reduced|lowered|cut|capped)(?= (?:the|its|our|a) [\w' ]{1,40}(?: at| to| by) )))\b"
)
_NEWS = re.compile(
    r"\b(?:since|over the (?:past|last)|during the (?:year|month|quarter|period)|compared|so far|to date|"
    r"this year has|figures?|numbers?|income|expenditure|costs? (?:were|was)|sales|turnover|"
    r"from \d+ to \d+ members|by \d+ ?(?:%|per ?cent))\b"
)
_PASSIVE_ONLY = re.compile(
    r"\b(?P<verb>passed|carried|settled|accepted|rescinded|overturned|reversed|revoked|scrapped|abolished|"
    r"discontinued|renewed|appointed|"
    r"taken up|taken on(?! (?:the )?\d)|wound up|voted (?:in|through)|waved through|nodded through)\b"
)
_DECLINED = re.compile(
    r"\b(?:offer|invitation|approach|request) (?:of|from|by|to|for) [^.;]{2,80}? (?:was|were|be|"
    r"is) (?:\w+ly )?(?P<verb>declined|refused|turned down|not accepted)\b|\b(?:we|the (?:board|committee|"
    r"trustees|council|meeting)|trustees|members) (?:\w+ly )?(?P<verb2>declined|turned down|refused) (?:the|"
    r"an?|their|his|her) [\w ]{0,30}?(?:offer|invitation|approach|quotation|quote)\b"
)
_SET = re.compile(
    r"\b(?P<verb>set|fixed|raised|increased|reduced|lowered|capped|cut|extended|put up)\b(?= (?:at|to|for|"
    r"from|by)\b)"
)
_BARE = re.compile(
    r"^(?P<what>[\w£$€%.,()'&/ :–-]{3,90}?)\s+(?P<verb>approved|agreed|adopted|ratified|endorsed|carried|"
    r"accepted|authorised|elected|appointed|passed|fixed|set|confirmed)(?=\W*$|[.,;]| (?:at|by|in|for|as|with|"
    r"subject|unanimously|nem|without|from|on|up|\(|\d))"
)
_OPERATIVE = re.compile(
    rf"^(?:(?:the |this )?(?:{BODIES}),? (?:unanimously |hereby |therefore |further |also )*)?(?:hereby |"
    rf"unanimously |therefore |further |also )*(?:approves|decides|adopts|endorses|agrees|resolves|elects|"
    rf"appoints|re-?appoints|authori[sz]es|ratifies|establishes|mandates|allocates|grants|extends|renews|"
    rf"confirms the (?:appointment|date|venue|budget|plan)|accepts the (?:offer|proposal|quote|recommendation|"
    rf"plan)|sets the|fixes the|selects|chooses|opts)\b(?! (?:itself|himself|herself|with everything))"
)
_NO_OBJECTION = re.compile(
    r"^no objections? (?:was|were|is|be) (?:raised|made|offered)(?= to)|\bthe vote was (?:\d+|\w+)\s?(?:[-–:]|"
    r"to)\s?\w+,? (?:in favou?r of|for|to)\b|\bby general consent\b|\bthis was (?:accepted|agreed|approved|"
    r"adopted|carried)\b"
)
_DID = re.compile(
    r"\b(?P<verb>sanctioned|ordered that|concurred|consented to|acceded to|ruled|laid down|stipulated|"
    r"instituted|established|formed|constituted|created|set up|set aside|allocated|earmarked|donated|granted|"
    r"voted [£$€]?\d|admitted|expelled|amended|waived|extended|supported the|raised no objections?|"
    r"made no objections?|had no objections? to|made a (?:grant|donation|contribution|award)|declined(?= to)|"
    r"(?:left|joined|quit|entered) the|engaged|retained|commissioned|dissolved|co-?opted|accorded|"
    r"reaffirmed|upheld|overruled|backed|instigated|introduced|adopted|signed off|released|withdrew|merged|divided|"
    r"combined|moved the|changed the|brought forward|put back|fixed|set the|agreed upon|gave (?:it|"
    r"the \w+) to|accepted|committed (?:itself|themselves|ourselves) to|pledged|took the decision|"
    r"made the decision|reached (?:agreement|a decision|consensus)|came to (?:an agreement|the conclusion|"
    r"a decision)|declared|prefers?|preferred|favou?red|plumped|resolved|noted and (?:approved|agreed|"
    r"accepted|endorsed)|considered and (?:approved|agreed|accepted|endorsed)|reviewed and (?:approved|agreed|"
    r"accepted|endorsed)|discussed and (?:approved|agreed|accepted|endorsed))\b"
)
_WAS_DONE = re.compile(
    r"\b(?P<verb>allocated|earmarked|set aside|granted|sanctioned|waived|admitted|co-?opted|formed|"
    r"constituted|set up|established|made (?=to|for|available)|raised (?=to|no)|increased|reduced|lowered|"
    r"instituted|amended|revised|repealed|commissioned|engaged|retained|nominated|fixed|ordered|ruled|"
    r"determined|arranged|decreed|stipulated|enacted|abandoned|cancelled|extended|doubled|halved|capped|"
    r"moved to|brought forward|"
    r"put back|voted|awarded|given to|assigned to the budget|dissolved|merged|confirmed as|declared|deemed|"
    r"preferred|favou?red|thought best)\b"
)
_NOUNS = re.compile(
    r"\b(?:offer|quote|quotation|tender|bid|proposal|recommendation|resignation|terms|estimate|motion|"
    r"amendment|resolution|plan|budget|paper|draft|version|text|scheme|schedule|design|policy|changes?|applications?)s?\b"
)
_AUX = re.compile(
    r"(?:(?:^|(?<=[\s(]))(?:has|have|had|was|were|is|are|be|been|being|got|get|gets|then|also|all|both|now|so|"
    r"eventually|finally|therefore|thus|duly|again|\w+ly|not|hereby|after discussion"
    r"|in the end|at last|instead|we've|did|of us|unanimous|in principle|once more|just|together|nem con|"
    r"on balance)\s*|'(?:ve|s|d)\s*)+$"
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being|got|gets?)\b|'s\b")
_FUTURE = re.compile(
    r"\b(?:to|will|would|can|could|may|might|must|should|shall|cannot|need(?:s|ed)? to|has yet to|have yet to|"
    r"not yet|never|not|n't) (?:\w+ly |now |all |also |ever |yet )?(?:be )?(?:\w+ly )?$"
)
_CLAUSE = re.compile(r"[;:()–—]|,(?!\d)|\.|\bthat\b|\bbut\b|\band\b|\bso\b|\bthen\b|\bwhere\b|\bas\b(?! a)|->|→")
_SUBORDINATE = re.compile(
    r"\b(?:if|whether|unless|until|till|once|when|whenever|as soon as|what|whatever|how|why|asked|suggest\w*|"
    r"propos(?:e|es|ed|ing) that|recommend(?:s|ed|ing)? (?!and)|wants?(?:ed)?|hop(?:e|es|ed)|"
    r"whoever|before|should|because|since)\b[^,;:]*$"
)
_TOLD = re.compile(
    r"\b(?:report(?:ed|s)|inform(?:ed|s)|told|announc(?:ed|es)|explain(?:ed|s)|said|says|mention(?:ed|s)|"
    r"heard|wrote|writes|learn(?:ed|t)|advised|recalled|remembers?"
    r"|understand|reminded|noted|read)\b(?![^.;]*\b(?:and|so) (?:we|it was)\b)[^.;:]*$"
)
_POSTPONING = re.compile(
    r"^\W*(?:\w+ly )?(?:to|that we|that (?:the|this|it)[\w ]{0,40}|not to|we|we'd|we would)\s*(?:would |"
    r"should |shall |will |be |further )*(?:defer|postpone|adjourn|park|table(?! tennis)|revisit|wait|"
    r"hold (?:off|over)"
    r"|carry (?:it|this|the|over|forward)|carried over|come back|return to|discuss|think|talk|consider(?!ation)|"
    r"look (?:at|into)|decide|leave (?:it|this|the) |put (?:it |this |the [\w ]+ )?(?:off|on hold)|keep (?:it|"
    r"this|an) "
    r"|meet again|reconvene|reconsider|seek (?:further|more|advice|clarification|views|clarity|legal|information)|disagree|pick (?:it|this) up|give (?:it|this) (?:more|"
    r"some) (?:time|thought)|take (?:it|this) (?:away|offline)|delay|be (?:deferred|postponed|revisited|"
    r"discussed|considered|carried))\b"
)
_CONCLUDES = re.compile(
    r"^\W*(?:so|ok(?:ay)?|right|then|good|great|today|tonight|and|yes|yeah|well|finally|just to confirm|"
    r"to recap)\b|.*\b(?:today|tonight|just now|just)\b"
)
_GROUP = re.compile(
    rf"^(?:and |but |then |again |here |today |tonight |yesterday |so |finally |eventually |in the end |"
    rf"after [\w ]+? )*(?:we|us|we all|all of us|everyone|everybody|all|both|nobody|it|consensus|i|(?:the |"
    rf"our |all |this |a |full |whole |entire |{BODIES} )*(?:{BODIES})(?: (?:members|of us|of (?:trustees|"
    rf"directors|governors|education|management)|present|meeting|committee))*)$"
)
_BY = re.compile(rf"^[^.;]{{0,60}}?\bby (?:the |a |an |our |their )?(?:[\w-]+ ){{0,2}}?(?:{OUTSIDE})\b")
_BY_WHOM = re.compile(
    rf"^\s*by (?:the|their|a|his|her) (?!(?:\w+ )?(?:{BODIES}|majority|vote|show|large|slim|whole|above|same|general|margin|unanimous|clear|narrow|"
    rf"following|end|deadline|casting|names?|hand|lot|toss)\b)\w+"
)
_REFERENCE = re.compile(
    r"\b(?:the|an?|as|as was|as we|previously|newly|our|this|already|of|these|those|all|what|mutually|"
    r"what was|what we|\w+ly-|un|than|not|with|for|at)\s+$"
)
_NOUN = re.compile(
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


class Verdicts:
    """Tells the decisions of one document's own group from what others decided.

    Args:
        title: the head of the document: the kind of body it names is its own.
        roster: its people; what one of them "agreed to do" is no decision.
    """

    def __init__(self, title: str, roster: Roster) -> None:
        self._own = own_bodies(title)
        self._ranked = bool(re.search(r"\b(?:board|committee|council|panel|assembly|society|cabinet)\b", title.lower()))
        firsts = {form.lower() for form in roster.forms() if len(form) > 1}
        self._people = (
            re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(firsts, key=len, reverse=True))) + r")$")
            if firsts
            else None
        )

    def decided(self, low: str, spoken: bool) -> re.Match[str] | None:
        """The words of a lower-case sentence that say this group decided, None if nothing does."""
        if SUPPOSED.match(low):
            return None
        for match in _VERB.finditer(low):
            if self._counts(low, match, spoken):
                return match
        for match in _PASSIVE_ONLY.finditer(low):
            if self._passive(low, match):
                return match
        if not spoken:
            for match in _DID.finditer(low):
                if self._active(low, match):
                    return match
            for match in _WAS_DONE.finditer(low):
                if self._passive(low, match) and not _NEWS.search(low):
                    return match
        for match in _SET.finditer(low):
            if self._passive(low, match) and self._subject(low[: match.start()]) != "it":
                return match
        bare = None if spoken else _BARE.match(low)
        if bare and self._bare(bare, low):
            return bare
        declined = None if spoken else _DECLINED.search(low)
        if (
            declined
            and not _told_or_past(low, declined.start(), low[declined.end() :])
            and not _BY.match(low[declined.end() :])
        ):
            return declined
        operative = None if spoken else _OPERATIVE.match(low)
        if operative and not _POSTPONING.match(low[operative.end() :]):
            return operative
        objection = _NO_OBJECTION.search(low)
        if objection and not spoken and not _told_or_past(low, objection.start()):
            return objection
        noun = _NOUN.search(low)
        if noun and not _told_or_past(low, noun.start()) and not _SUBORDINATE.search(low[: noun.start()]):
            subject = low[: noun.start()]
            if not re.search(rf"\b(?:they|he|she|their|{OUTSIDE})\b[^,;]*$", subject) and not re.search(
                r"\b(?:no|without|lack of|need) (?:\w+ )?$", subject
            ):
                return noun
        return None

    def _counts(self, low: str, match: re.Match[str], spoken: bool) -> bool:
        before, after = low[: match.start()], low[match.end() :]
        if _told_or_past(low, match.start(), after) or _SUBORDINATE.search(before):
            return False
        aux = _AUX.search(before)
        helpers, rest = (aux.group(), before[: aux.start()]) if aux else ("", before)
        passive = bool(_PASSIVE.search(helpers)) and not re.search(r"\b(?:has|have|had)\b(?!.*\bbeen\b)", helpers)
        if (
            _FUTURE.search(before)
            or _POSTPONING.match(after)
            or (not passive and not helpers and _REFERENCE.search(before))
        ):
            return False
        subject = re.sub(r"^(?:(?:and|be it|further|also|hereby|it is)\s*)+$", "", self._subject(rest))
        if (
            spoken
            and re.search(r"\bwe$", subject)
            and not helpers
            and match.group() in ("decided", "agreed", "voted")
            and not _CONCLUDES.match(low)
        ):
            return False
        if not passive and re.search(r"\b(?:has|have)\b|'(?:s|ve)\b", helpers) and not self._reports_itself(subject):
            return False
        if passive:
            return self._passive_subject(subject, match, after)
        if match["choice"] and subject == "" and not rest.strip():
            return match.group() not in ("chosen", "picked", "hired") and bool(after.strip())
        if subject == "":
            return bool(re.match(r"\W*(?:\w|[£$€])", after)) and (
                not spoken or bool(re.match(r"\W*(?:to|that|on|not|we|unanimously)\b", after))
            )
        return self._own_group(subject, spoken) and not (
            subject == "i" and (spoken or match.group().startswith("agree"))
        )

    def _active(self, low: str, match: re.Match[str]) -> bool:
        """A verb of acting, right after the name of this group."""
        before, after = low[: match.start()], low[match.end() :]
        if (
            _told_or_past(low, match.start(), after)
            or _SUBORDINATE.search(before)
            or _FUTURE.search(before)
            or _POSTPONING.match(after)
        ):
            return False
        aux = _AUX.search(before)
        if aux and (_PASSIVE.search(aux.group()) or re.search(r"\bnot\b", aux.group())):
            return False
        subject = self._subject(before[: aux.start()] if aux else before)
        if match["verb"] in (
            "accepted",
            "released",
            "introduced",
            "prefer",
            "prefers",
            "preferred",
            "favoured",
            "favored",
            "withdrew",
        ) and not _NOUNS.search(after):
            return False
        return subject not in ("", "it", "i", "all", "both", "everyone", "everybody") and self._own_group(
            subject, spoken=False
        )

    def _bare(self, match: re.Match[str], low: str) -> bool:
        """ "Budget of 500 approved.": the matter, and a verb without helper."""
        what = match["what"].strip()
        if _told_or_past(low, match.end(), low[match.end() :]) or re.search(
            rf"\b(?:{OUTSIDE}|by|he|she|they|who|which|that|not|as|previously|we|if|when|once|until|is|was|are|were|"
            rf"has|have|had|be|been|to be|said|and {BODIES})\b",
            what,
        ):
            return False
        if (
            re.search(rf"\b(?:{BODIES})$", what)
            or (self._people and self._people.search(what))
            or what.endswith((",", "the", "an", "newly", "-"))
        ):
            return False
        if match["verb"] == "accepted" and not _NOUNS.search(what):
            return False
        if match["verb"] in ("fixed", "set", "confirmed") and not (
            re.search(r"\b(?:date|time|venue|fee|price|target|budget|deadline|rate|limit|dates)s?\b", what)
            and re.match(r" (?:for|at|as)\b", low[match.end() :])
        ):
            return False
        return not _BY.match(low[match.end() :]) and 1 <= len(what.split()) <= 14

    def _passive(self, low: str, match: re.Match[str]) -> bool:
        before, after = low[: match.start()], low[match.end() :]
        aux = _AUX.search(before)
        if (
            not aux
            or not _PASSIVE.search(aux.group())
            or re.search(r"\b(?:has|have|had|will)\b(?!.*\bbeen\b)", aux.group())
        ):
            return False
        if _told_or_past(low, match.start(), after) or _SUBORDINATE.search(before) or _FUTURE.search(before):
            return False
        subject = self._subject(before[: aux.start()])
        if match["verb"] == "accepted" and not _NOUNS.search(subject):
            return False
        if match["verb"] in ("renewed", "appointed", "settled") and subject in ("", "it"):
            return False
        return subject not in ("", "it", "they", "he", "she") and self._passive_subject(subject, match, after)

    def _subject(self, rest: str) -> str:
        """What stands right before the verb; where that is nothing ("met and agreed"), what the sentence begins with."""
        pieces = _CLAUSE.split(rest)
        last = pieces[-1].strip(" \"'“”*_>-")
        if last or len(pieces) == 1:
            return last
        cut = list(_CLAUSE.finditer(rest))[-1].group()
        if cut in ("and", ",", "but", "then", "so", ")", "(", "–", "—") and pieces[-2].strip():
            head = re.match(rf"\W*(?:(?:the|our|this)\s+)?(?:[\w-]+\s+){{0,3}}?(?:we|they|he|she|{BODIES})\b", rest)
            return (
                head.group().strip()
                if head and cut in ("and", ",", "but", "then", ")")
                else ("" if cut in ("–", "—", ",", "so", "then") else pieces[0].strip())
            )
        return ""

    def _reports_itself(self, subject: str) -> bool:
        """Whether "X have decided" is this group's: in the perfect tense a body other than its own makes news."""
        if re.search(r"\b(?:we|us|all|everyone|everybody|both|i|team|group|meeting|members)$", subject) or subject == "":
            return True
        return bool(self._own and self._own.search(subject))

    def _passive_subject(self, subject: str, match: re.Match[str], after: str) -> bool:
        if _BY.match(after) or _BY_WHOM.match(after):
            return False
        if re.match(r"(?:nobody|no one|nothing|none|neither|no (?!smoking|dogs)|not\b|whatever|little|never)", subject):
            return False
        if subject in ("it", "", "this", "that"):
            return True
        if subject in ("they", "he", "she", "who", "which"):
            return bool(ELECTS.search(match.group()))
        if subject.startswith(("their ", "his ", "her ", "its ", "your ")) or (
            match.group() in ("agreed", "decided", "resolved") and subject.startswith("we ")
        ):
            return False
        return not re.match(
            r"(?:\w+'s (?!appointment|election|proposal|motion|resignation)|the (?:planning )?application)", subject
        )

    def _own_group(self, subject: str, spoken: bool) -> bool:
        subject = re.sub(r"^(?:and|but|then|so|later|afterwards|today|tonight|finally|eventually|further) ", "", subject)
        if subject in (
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
        ):
            return True
        if re.search(rf"\b(?:{BODIES}) and i$", subject):
            return True
        if self._people and self._people.search(subject):
            return False
        if self._own and re.fullmatch(rf"(?:the |our |this )?(?:[\w'-]+ ){{1,3}}(?:{self._own.pattern})", subject):
            return not re.match(r".*'s\b|(?:the )?(?:\w+ )?(?:integrated|health|care|parent|central|city|county|district|borough|town|national|regional|state)\b", subject)
        if not _GROUP.match(subject):
            tail = re.search(
                rf"\b(?:we|(?:the |our |all |this )(?:{BODIES})(?: present| members| of (?:directors|trustees|governors|"
                rf"education))?)$",
                subject,
            )
            if not tail:
                return False
            subject = tail.group()
        if re.search(r"\bwe$", subject):
            return True
        named = re.search(r"\b(?:board|committee|council|panel|assembly|society|cabinet)\b", subject)
        if re.search(r"\bcouncil$", subject) and not (self._own and self._own.search(subject)):
            return False
        firm = re.search(
            r"\b(?:association|trust|union|club|foundation|federation|network|company|charity|centre|center|school|"
            r"institute|partners|parents|corporation|management)$",
            subject,
        )
        if firm and not (self._own and self._own.search(subject)):
            return False
        if self._own and named and not self._ranked:
            return not spoken
        if spoken and not (named and self._own and self._own.search(subject)):
            return bool(re.search(r"\b(?:we|team|group|all|everyone|everybody|meeting|members)\b", subject))
        return not (self._own and named and not self._own.search(subject))


def _told_or_past(low: str, at: int, after: str = "") -> bool:
    before = low[:at]
    if _TOLD.search(before):
        return True
    past = HISTORY.search(low[: at + 12]) or (after and HISTORY.search(low[max(0, at) : at + 48]))
    if not past:
        return False
    return not (
        REVERSES.search(low) and past.start() > 0 and re.search(r"\b(?:now|instead|therefore|has been|have)\b", before)
    )

"""Work told as somebody's duty, by nouns and set phrases: "it falls to Ann to ...", "responsibility for X: Bob".

The families are those of written minutes: what stands before the name, what stands behind it, and who the name is.
A sentence of the past ("it fell to Ann last year") or of habit is none of them.
"""

import re

from core.documents.facts.assignment_words import IF, NOT_DONE, ONE
from core.documents.facts.cues import HISTORY
from core.documents.facts.owners import Assigned, Owners
from core.documents.facts.sentences import Sentence
from core.documents.facts.task_verbs import TASK_VERBS

_WHO = rf"(?P<who>{ONE}(?:\s*(?:,|and|&|\+|/)\s*{ONE}){{0,3}})"
_DUTY = (
    r"(?:[Rr]esponsibility|[Rr]esponsible|[Tt]he (?:job|task|work|honour|duty|errand|burden)|[Oo]wnership|[Cc]harge)"
)
_TO = r"\s+to\s+(?!be\b(?! (?:in touch|responsible))|have\b|say\b)(?P<verb>[a-z]+)"
_RESTS = (
    r"(?:now |also |therefore )?(?:falls?|fell|goes|passes|passed|was (?:passed|given|left|handed|assigned)|"
    r"is (?:left|given|handed)|rests|lies|sits|stays|remains|is|will (?:be|fall|lie|rest|sit))"
)
_PHRASES = tuple(
    re.compile(pattern)
    for pattern in (
        # it falls to Ann to ring; it is for Bob to say when; it will be up to Ann to choose
        rf"\b[Ii]t (?:now |also |therefore |then )?(?:falls|fell|is|was|will be|would be|shall be)"
        rf" (?:now |also |left |up |down |over )?(?:to|for|with) {_WHO}{_TO}",
        rf"^\W*(?:[Uu]p|[Dd]own|[Oo]ver|[Ll]eft|[Dd]elegated|[Aa]ssigned|[Rr]emitted|[Rr]eferred|[Gg]iven|[Hh]anded"
        rf"|[Pp]assed|[Ee]ntrusted) (?:to|with) {_WHO}{_TO}",
        # responsibility for the stall rests with Ann; the job of ringing round went to Bob; responsible for X: Ann
        rf"\b{_DUTY} (?:for|of|to) [^.;:]{{3,90}}?\s{_RESTS} (?:to|with|on) {_WHO}\W*(?:$|[,;(])",
        rf"\b{_DUTY} (?:for|of) [^.;:]{{3,80}}?\s*(?::|\s[–—-])\s*{_WHO}\W*(?:$|[,;(])",
        # Ann's job is to ring round; Bob's task before Easter is to ...
        rf"^\W*(?:and |so )?{_WHO}['’]s? (?:next |only |first |main )?(?:job|task|part|homework|assignment|errand|turn)"
        rf"\b[^.;:]{{0,50}}?(?:\s(?:is|was|will be))?{_TO}",
        # Ann is down to do the teas; Bob is on point for the brochure; Cat has charge of the music
        rf"^\W*(?:and |so )?{_WHO}(?:['’](?:s|re)|\s(?:is|are|will be))\s(?:now |also )?(?:down (?:to|for)|"
        r"on (?:point|the hook|duty|deck) (?:for|to)|up for|leading on|lined up to|set to|in charge of|"
        r"put in charge of|"
        r"our (?:lead|contact|point person) (?:on|for)|signed up (?:to|for)|(?:the )?lead (?:on|for)|going to see to)"
        r"\s+\w",
        rf"^\W*(?:and |so )?{_WHO}\s(?:has|have|takes|take|took|holds|has taken|have taken|gets|got|was given|"
        r"were given|has been given|is given|assumes|assumed|carries|retains)\s(?:on )?(?:the |full |overall |over )*"
        r"(?:charge|ownership|responsibility|lead|pen|reins|job|task|action|brief|errand) (?:of|on|for|in|to)\s+\w",
        rf"^\W*(?:and |so )?{_WHO}\s(?:has |have )?(?:been |was |were |is |are )(?:made|put|held) "
        r"(?:responsible (?:for|of)|in charge of|the lead on)\s+\w",
        rf"^\W*(?:and |so )?{_WHO}\s(?:owns|own|is driving|drives|fronts|spearheads|heads up|will own|is running with|"
        r"to own|has)\s(?:the |this |that |our )(?P<owned>[a-z][\w -]{2,60})(?=[,.;]|\W*$| by | before )",
        # Ann takes it upon herself to ask; Bob saw it as his job to ...
        rf"^\W*(?:and |so )?{_WHO}\s(?:takes?|took|has taken|have taken) (?:it )?(?:up)?on (?:him|her|them)sel(?:f|"
        rf"ves){_TO}",
        # Ann is to see that the heating is on; Bob will see to the chairs; Cat will make sure
        rf"^\W*(?:and |so )?{_WHO}\s(?:is|are|will|shall)\s(?:to )?(?:see (?:to|that)|make sure|attend to|deal with|"
        r"arrange|ensure|look into)\s+\w",
    )
)
_OWED = re.compile(rf"^\W*{_WHO} (?:still )?(?:owes?) (?:us|me|them|him|her|everyone|{ONE}) (?:an?|the|some|his|her)\s")
_THAT = re.compile(
    rf"\b(?:requested|asked|suggested|proposed|recommended|required|essential|important|agreed|resolved|directed|"
    rf"ordered|moved|insisted)(?: and agreed)? that {_WHO} (?:also |now |both |then )?(?P<verb>[a-z]+)\b"
)
_UNSURE = frozenset("suggested proposed recommended moved".split())
_PAST = re.compile(r"\b(?:usually|always|normally|traditionally|every (?:year|week|month)|until now|used to|so far)\b")
_THINGS = re.compile(
    r"^(?:plan|draft|list|copy|text|rota|schedule|contract|budget|report|agenda|invit|poster|flyer|newsletter|slides?|"
    r"\w+ (?:plan|draft|list|rota|schedule|contract|budget|report|agenda|side|piece|work|migration|rollout|launch))"
)


class Duties:
    """Recognises work told as a duty.

    Args:
        owners: reads the names.
    """

    def __init__(self, owners: Owners) -> None:
        self._owners = owners

    def in_sentence(self, sentence: Sentence) -> Assigned | None:
        """The work of a written sentence, with its owner; None for questions, conditions, habits and what was."""
        low = sentence.low
        if sentence.asks or HISTORY.search(low) or IF.search(low) or NOT_DONE.search(low) or _PAST.search(low):
            return None
        body = self._owners.cased(sentence.body)
        for form in _PHRASES:
            match = form.search(body)
            if match and self._known(match["who"]):
                owned = match.groupdict().get("owned")
                if owned is None or _THINGS.match(owned):
                    return Assigned(self._owners.owner(match["who"]), body)
        owed = _OWED.match(body)
        if owed and self._known(owed["who"]):
            return Assigned(self._owners.owner(owed["who"]), body)
        return self._subjunctive(body)

    def _subjunctive(self, body: str) -> Assigned | None:
        """ "It was requested that the Clerk bring the file": a bare verb after a name."""
        match = _THAT.search(body)
        if not match or match["verb"] not in TASK_VERBS or not self._known(match["who"]):
            return None
        if match.group().split()[0] in _UNSURE and "and agreed" not in match.group():
            return None
        return Assigned(self._owners.owner(match["who"]), body[match.start("who") :])

    def _known(self, who: str) -> bool:
        owners = self._owners
        return (owners.somebody(who) and owners.insiders(who)) or (not owners.many_listed and owners.people(who))

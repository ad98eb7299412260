"""Everyday words for one matter: ``owns`` is answered by ``owner``, ``landlord`` or ``belongs to``.

Wider than the words that are compared as one (``gist``): these do not mean the same, but a sentence that answers a
question with one of them often holds another.
"""

from functools import lru_cache

from core.agent.gist import base

_FAMILIES = """
own owner ownership belong property landlord landlady possess
found founder foundation establish create start begin form
cost price pay spend bill charge fee worth quote expensive cheap afford
pay subscription fee rent fund money finance sponsor grant invoice
earn salary wage stipend
cease close end dissolve merge stop
deep depth metre
old age born
tall high height
heavy weigh weight
job work role position profession
kilo kilogram kg weigh
number phone telephone call ring
owe owing debt arrears outstanding promise due behind
build construct erect construction
live home house address reside resident stay dwell
die death dead late funeral kill
bear born birth
work job employ employer occupation profession trade
lead leader chair head run manage director direct charge president
write author draft drafted compose note
design designer architect draw plan
invent inventor create
win winner award prize cup first take
steal thief theft stolen burglar
buy order purchase get acquire pay cost
sell buyer sale
choose pick select appoint decide decision
cancel drop stop abandon off
refuse decline reject deny turn no not cannot
forbid ban allow not never nobody must may
allow permit permission may can allowed let
leave quit resign retire move go end out notice
replace instead cover deputy deputise stand
teach teacher lesson course school train
learn study pupil
insure insurance insurer cover policy
repair fix mend broken damage maintain
judge jury
arrive come deliver delivery get
return bring back come
begin start open first launch inaugurate
end finish close expire until last
film camera photograph record
sow plant seed
use need run
grow rise increase more up
shrink fall cut less lower down
reason because since
name call
answer reach ring phone telephone
own have hold
report tell say
feed eat food
visit come guest
offer propose say will
sum summary story
meet meeting agm assembly
outside stranger foreign
landowner estate landlord owner
child pupil school young
""".strip()


@lru_cache(maxsize=1)
def _kin() -> dict[str, frozenset[str]]:
    found = dict[str, set[str]]()
    for line in _FAMILIES.splitlines():
        family = {base(word) for word in line.split()}
        for member in family:
            found.setdefault(member, set()).update(family)
    return {member: frozenset(family) for member, family in found.items()}


def kin(term: str) -> frozenset[str]:
    """The words, as they are compared, that may stand for this one; itself alone where none is known."""
    return _kin().get(term, frozenset((term,)))

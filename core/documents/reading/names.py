"""Whether the words before a colon are somebody who speaks."""

import re

_LABELS = frozenset(
    label.strip()
    for label in """decision, decisions, decided, action, actions, action item, action items, action point,
    action points, ap,
    aps, note, notes, nb, n.b, date, time, when, where, what, why, who, how, venue, place, location,
    present, absent, apologies, attendees, attending, attendance, participants, in attendance, here, sick,
    in, out, regrets, agenda, agreed, resolved, resolution, from, to, cc, bcc, subject, sent, re, title,
    author, authors, status, summary, topic, topics, background, purpose, owner, owners, due, due date,
    deadline, next step, next steps, next meeting, aob, any other business, minutes, discussion, outcome,
    outcomes, motion, motions, proposal, vote, votes, rationale, context, follow-up, follow up, warning, tip,
    example, http, https, mailto, source, sources, link, links, tel, phone, email, e-mail, mobile, address,
    name, role, item, items, point, points, update, updates, risk, risks, issue, issues, question, questions,
    answer, answers, q, a, q&a, todo, to do, to-do, task, tasks, keywords, summary keywords, speakers,
    version, revision, reference, ref, file, page, budget, total, cost, goal, goals, objective, objectives,
    aim, result, results, conclusion, conclusions, recommendation, recommendations, introduction, overview,
    scope, priority, remark, remarks, comment, comments, important, reminder, ps, p.s, i.e, e.g, project,
    team, department, duration, start, end, transcript, recording, key points, highlights, numbers, figures,
    directors present, directors absent, staff, contents, abstract, type, category, tags, tag, description,
    details, reason, option, options, confidentiality, level, approved, draft, pending, open, done, closed,
    motion carried, members present, also present, quorum, chaired by, minutes by, notes by, taken by,
    prepared by, approved by""".split(",")
)
_BRACKETS = re.compile(r"\([^()]*\)")
_NOT_IN_NAMES = re.compile(r"[\d/#=<>@{}|;!?\"“”…%$€£→]|\.\s*$")
_NUMBERED = re.compile(
    r"^(?:speaker|participant|interviewer|interviewee|person|voice|guest|sprecher|orateur)\W*\d+$", re.I
)
_PHONE = re.compile(r"^\+?[\d\s().\-]{7,20}$")


def clean(raw: str) -> str:
    """A name without marks of emphasis and with single spaces."""
    return " ".join(raw.strip("*_ \t\u200e\u200f").split())


def may_speak(name: str) -> bool:
    """True if these words can be a speaker's name: few, no figures, and not a usual label of minutes and letters."""
    if _NUMBERED.match(name) or _PHONE.match(name):
        return True
    bare = _without_brackets(name)
    words = bare.split()
    if not 1 <= len(words) <= 6 or bare.lower().strip(" .") in _LABELS or _NOT_IN_NAMES.search(bare.replace("Jr.", "")):
        return False
    return len(words) <= 3 or sum(1 for word in words if not word[0].islower()) >= len(words) - 2


def looks_given(name: str) -> bool:
    """True for one to four words that all begin with a capital (or in a script without capitals)."""
    words = _without_brackets(name).split()
    return 1 <= len(words) <= 4 and not any(word[0].islower() for word in words)


def _without_brackets(name: str) -> str:
    while (less := _BRACKETS.sub(" ", name)) != name:
        name = less
    return name

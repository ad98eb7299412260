"""Verbs of doing: what a task begins with when nobody is named, or a name is not known."""

TASK_VERBS = frozenset(
    """
    accept add adjust advertise advise agree align amend analyse analyze announce apply appoint approach arrange
    ask assemble assess assign assist attach attend audit authorise back-up begin bill block book borrow brief
    bring budget build buy calculate call cancel carry change chase check circulate clarify clean clear close
    collate collect communicate compare compile complete compose configure confirm consider consult contact
    continue convene convert coordinate copy correct cost count create cut deal decide decline delegate delete
    deliver deploy design determine develop discuss dispatch display distribute do document double-check
    download draft draw drive drop email engage enquire enrol ensure enter escalate establish estimate evaluate
    examine execute explain explore extend file fill finalise finalize find finish fit fix follow follow-up
    format formulate forward fund gather generate get give go hand handle hang help hire hold host identify
    implement improve inform initiate inquire inspect install instruct interview introduce investigate invite
    invoice issue itemise join keep label launch lead lease lend liaise list lock log look mail make manage map
    mark measure meet mend merge message model monitor mount move negotiate nominate note notify obtain offer
    open order organise organize oversee pack paint pass pay phone photograph pick place plan plant post prepare
    present price print prioritise process procure produce propose provide publicise publish pull purchase purge
    push put query quote raise read rebuild recalculate receive recommend reconcile record recruit redesign redo
    redraft reduce refer refill refresh register release remind remove renew rent reorder reorganise repair
    repeat replace reply report repost represent request research reserve resend reset resolve respond restart
    restore retrieve return review revise revisit rewrite ring rota run scan schedule scope screen search secure
    seek select sell send serve set set-up share shift ship shortlist show sign sketch solicit sort source speak
    spec specify start stop store submit summarise summarize supervise supply survey switch table take talk tell
    test text thank tidy touch track train transfer translate transport trial try turn type undertake update
    arrange canvass enlist grab merge mobilise mobilize nudge patch ping pursue rerun shop sound tweak
    upgrade upload use verify visit wash water weigh work write
    """.split()
)
"""Base forms, lower case."""

TASK_PARTICIPLES = frozenset(
    """
    advertised approached arranged asked assessed booked bought briefed brought called cancelled chased checked
    circulated clarified cleaned collated collected compiled completed confirmed consulted contacted costed
    delivered designed distributed drafted drawn emailed ensured explored finalised finalized fixed followed
    forwarded found gathered given informed inspected installed invited invoiced issued investigated looked made
    mended negotiated notified obtained ordered organised organized phoned posted prepared presented printed
    priced procured produced provided published purchased put raised recruited removed repaired replaced
    reported requested researched resent revised rewritten scheduled sent shared signed sought submitted told
    updated uploaded verified written
    """.split()
)
"""What "to be ..." of a task ends in; "to be allowed" or "to be closed" is a rule instead."""

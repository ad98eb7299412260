"""What a store says of what is not there, or not for this viewer: the same words for both, in every store."""

NO_DOCUMENT = "There is no such document, or it is not open to you."
NO_ENTITY = "There is no such person, organisation, place or topic, or it is not open to you."
NO_DECISION = "There is no such decision, or it is not open to you."
NO_ACTION = "There is no such action item, or it is not open to you."
NO_MERGE = "There is no such merge, or it has been undone."

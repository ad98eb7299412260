"""Files to take away: conversations, decisions and actions as bytes, made from what a viewer may read and no more."""

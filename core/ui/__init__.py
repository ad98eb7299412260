"""What the pages share: the one Sybil of this process, sign-in, the frame around every page, safe showing of text."""

"""The second voice: a linear score of each sentence, learned from labelled minutes, beside the rules by hand."""

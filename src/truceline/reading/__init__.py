"""From a parsed `Doc` to claims: what happened, who did it to whom, when, where, on whose word, how certain."""

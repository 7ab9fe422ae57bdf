"""Whether violence moves with the talks: estimates, with their uncertainty and their caveats."""

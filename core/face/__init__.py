"""The public face of Sybil in two halves that core.app joins: what changes the library, and what is read from it."""

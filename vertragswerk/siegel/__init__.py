"""Sealed Fassungen: frozen with everything they were made from, chained by hashes, rebuilt and compared whenever somebody asks. Pure.

What a seal proves and what it cannot is said in ADR 0022.
"""

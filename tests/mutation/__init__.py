"""Conditions of rules, negated and removed one at a time: which of them no case would miss (ADR 0033). Outside the test run."""

"""Labelled sentences, and how well the rules that read language tell them apart."""

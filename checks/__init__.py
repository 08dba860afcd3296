"""What is wrong with a contract: rules, findings, reports."""

"""The report of a self-assessment as one file of HTML that needs nothing else."""

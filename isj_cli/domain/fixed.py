"""Words of the files that the program itself knows; all others are for a taxonomy to choose.

They stand apart from `taxonomy`, which a search does without.
"""

CONCEPT = "concept"
PUBLISHED = "gepubliceerd"
WITHDRAWN = "ingetrokken"  # the status of a practice that is no longer to be followed
PROVINCE = "provincie"  # the level of a region that holds others
LEAD = "trekker"  # the role of the organisation that leads
TODO = "TODO"  # stands in a draft where something has yet to be filled in

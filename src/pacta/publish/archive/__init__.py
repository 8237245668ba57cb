"""The register as other archives keep texts and claims: RDF, TEI, Akoma Ntoso, FollowTheMoney, ClaimReview.

Each module is a writer over the same `claims`, and streams: it holds one document at a time. What is kept and
what is lost in each: docs/archives.md.
"""

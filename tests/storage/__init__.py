"""The register and the documents."""

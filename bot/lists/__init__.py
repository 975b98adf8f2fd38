"""Official lists that an operator adds and refreshes beside those in content. See README.md of the package."""

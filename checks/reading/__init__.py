"""The things in an offer: links, e-mails, phones, handles, money, wallets, IBANs, places, names.

One noun a module. Each reads folded text and answers with frozen values in the order of the text; each value keeps
`span`, the person's own characters, and `at`, the stretch of folded text it was read from. Nothing here judges.
"""

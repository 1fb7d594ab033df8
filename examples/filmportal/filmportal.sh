#!/bin/sh
# A case modelled on a real one: a portal for pirated films, whose operators handed over their bitcoin, and an emergency
# sale of it before any judgment. The figures of the handover and the sale are those that a German prosecutor published
# in 2024; all names, the accounts and the costs are invented.
# It runs by itself if impound is on the path and IMPOUND_LEDGER names a ledger that does not exist yet.
set -e

impound init

impound case open filmportal --title "Film portal" --lead DE --opened 2020-06 \
    --authority "Generalstaatsanwaltschaft N.@DE" \
    --authority "supporting:Landeskriminalamt N.@DE" \
    --offence "commercial exploitation of copyrighted works without licence" --max-years 5

impound source add police-2024-01-30 --title "Release of the state police, 30 January 2024" \
    --published 2024-01-30 --lang de --kind "press release"
impound source add wallet-log --title "Log of the seized wallet (invented)" --kind "log"
impound source add prosecutor-2024-07-16 --title "Release of the prosecutor general, 16 July 2024" \
    --published 2024-07-16 --lang de --kind "press release"
impound source add bank-report --title "Statement of the selling bank (invented)" --kind "bank confirmation"

# Quantity and value: “knapp 50.000 Bitcoin”, worth “rund 2 Milliarden Euro” on that day. Neither replaces the other.
impound seize --case filmportal --in DE --kind crypto-asset --what "bitcoin that an accused handed over" \
    --amount "knapp 50.000 Bitcoin" --value "rund 2 Milliarden Euro" --lang de \
    --custodian "Bundeskriminalamt, wallet service" \
    --on 2024-01 --source police-2024-01-30 --ref film-btc

# 83 accounts, with no word of their balances.
impound freeze --case filmportal --in DE --kind bank-account --what "accounts of the advertising companies" \
    --count 83 --count-of accounts --on 2024-01 --source police-2024-01-30 --ref film-accounts

# Somebody looked at the wallet. What they saw is kept with the record, including the difference, and changes nothing.
impound attest @film-btc --amount "49857.83 BTC" --on 2024-02-01T09:30:00Z --at-block 828400 \
    --how "balance of the wallet, read from the chain" --source wallet-log --ref film-look

# Another source counts the bitcoin differently, and later. From July on, its figure is the one adopted.
impound reading 7 --source "prosecutor-2024-07-16#paragraph 2" --amount "49858 BTC" \
    --as-written "49.858 Bitcoin" --ref film-reading
impound adopt 10 --reason "counted when it was sold, not estimated" --ref film-adopted

# Its value before the sale, on its own date.
impound revalue --asset @film-btc --value "3.0 billion euros" --on 2024-06-18 --source bank-report --ref film-value

# The emergency sale. The money takes the place of the bitcoin: seized as it was, without a second seizure.
impound dispose --asset @film-btc --how sold --proceeds "2639683413.92 EUR" --costs "10558733.65 EUR" \
    --on 2024-06-19/2024-07-12 --source "prosecutor-2024-07-16#paragraph 1" --source bank-report --ref film-sale

# Of the accounts, 12 were released.
impound release --part-of @film-accounts --amount unstated --count 12 --count-of accounts \
    --on 2024-08-05 --source bank-report --ref film-released

impound verify

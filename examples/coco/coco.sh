#!/bin/sh
# The Coco case, entered as an investigator would, from a press release of the Paris prosecutor's office of 28 June 2024.
# It runs by itself, with impound on the path and IMPOUND_LEDGER naming a ledger that does not exist yet; the example
# (cargo run --release --example coco) runs the same lines on a fresh ledger and prints the reports.
set -e

impound init

# Who leads the case, and since when.
impound case open coco --title "Online platform coco" --lead FR \
    --authority "Parquet de Paris, JUNALCO" --opened 2024-06-28 \
    --offence "providing an online platform to enable an illicit transaction, organised gang" \
    --offence "money laundering"

# The one document that everything below rests on. The place in it is named behind a #.
impound source add release-2024-06-28 --title "Communiqué de presse, 28 juin 2024" \
    --publisher "Parquet de Paris" --published 2024-06-28 --lang fr --kind "press release"

# Bank accounts were frozen in four States. The release gives neither a date nor an amount, so each freeze happened on or
# before the day of the release, and its amount is not stated: which is not zero, and is counted.
impound freeze --case coco --in Hungary --kind bank-account --what "bank accounts" \
    --on ../2024-06-28 --source "release-2024-06-28#paragraph 4" --ref coco-freeze-hu
impound freeze --case coco --in Lithuania --kind bank-account --what "bank accounts" \
    --on ../2024-06-28 --source "release-2024-06-28#paragraph 4" --ref coco-freeze-lt
impound freeze --case coco --in Germany --kind bank-account --what "bank accounts" \
    --on ../2024-06-28 --source "release-2024-06-28#paragraph 4" --ref coco-freeze-de
impound freeze --case coco --in Netherlands --kind bank-account --what "bank accounts" \
    --on ../2024-06-28 --source "release-2024-06-28#paragraph 4" --ref coco-freeze-nl

# "Plus de 5 millions d'euros" were seized, with no amount for any State: one pool over the four. That it lies in these
# four is concluded, not stated; and it may be the money on the frozen accounts, wholly, in part, or not at all.
impound seize --case coco --in HU,LT,DE,NL --in-basis inferred --kind bank-account \
    --amount "Plus de 5 millions d'euros" --lang fr \
    --may-overlap @coco-freeze-hu --may-overlap @coco-freeze-lt \
    --may-overlap @coco-freeze-de --may-overlap @coco-freeze-nl \
    --on ../2024-06-28 --source "release-2024-06-28#paragraph 4" --ref coco-seizure

# The domain name was seized. It has no market value that means anything, and the release does not say where it was.
impound seize --case coco --in unstated --kind domain-name --id domain:coco.gg --amount non-valued \
    --on 2024-06-25/2024-06-28 --source "release-2024-06-28#paragraph 3" --ref coco-domain

# The two servers in Germany are not recorded: the release does not say that they were seized.

# What follows is invented, to show what comes next: a letter states the Netherlands' share of the joint seizure. It is
# carved out of the pool; what is left for the other States is what the letter leaves.
impound source add letter-nl --title "Letter on the share of the Netherlands (invented)" --kind letter
impound seize --part-of @coco-seizure --in NL --amount "EUR 1.2 million" \
    --on ../2024-06-28 --source letter-nl --ref coco-share-nl

impound verify

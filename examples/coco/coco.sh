#!/bin/sh
# The Coco case, entered as an investigator would, from a press release of the Paris prosecutor's office dated 28 June
# 2024 and from press reports of those days.
# It runs by itself if impound is on the path and IMPOUND_LEDGER names a ledger that does not exist yet; the example
# (cargo run --example coco) runs the same lines on a fresh ledger and prints the reports.
set -e

impound init

# Who leads the case and takes part in it, since when, and the penalties at stake. The release gives the penalty for the
# first offence and the date its law came into force; for the second it gives neither.
impound case open coco --title "Online platform coco" --lead FR --opened 2024-06-28 \
    --authority "Parquet de Paris, JUNALCO@FR" \
    --authority "supporting:Direction Nationale des Enquêtes Fiscales (DNEF)@FR" \
    --authority "supporting:Office National Anti-Fraude (ONAF)@FR" \
    --authority "supporting:Unité nationale cyber de la gendarmerie (UNCyber)@FR" \
    --authority "supporting:Direction générale des douanes et droits indirects@FR" \
    --authority "coordinating:Eurojust@EU" \
    --offence "providing an online platform to enable an illicit transaction, organised gang" \
    --max-years 10 --max-fine "500 000 euros" --in-force-since 2023-02-26 \
    --offence "money laundering"

# The document behind every statement about assets. A place in it follows a #.
impound source add release-2024-06-28 --title "Communiqué de presse, 28 juin 2024" \
    --publisher "Parquet de Paris" --published 2024-06-28 --lang fr --kind "press release"

# Bank accounts were frozen in four States. The release gives neither a date nor an amount, so each freeze happened on
# or before the day of the release, and its amount is not stated: not zero, and still counted.
impound freeze --case coco --in Hungary --kind bank-account --what "bank accounts" \
    --on ../2024-06-28 --source "release-2024-06-28#paragraph 4" --ref coco-freeze-hu
impound freeze --case coco --in Lithuania --kind bank-account --what "bank accounts" \
    --on ../2024-06-28 --source "release-2024-06-28#paragraph 4" --ref coco-freeze-lt
impound freeze --case coco --in Germany --kind bank-account --what "bank accounts" \
    --on ../2024-06-28 --source "release-2024-06-28#paragraph 4" --ref coco-freeze-de
impound freeze --case coco --in Netherlands --kind bank-account --what "bank accounts" \
    --on ../2024-06-28 --source "release-2024-06-28#paragraph 4" --ref coco-freeze-nl

# "Plus de 5 millions d'euros" were seized, with no amount for any State: one pool over the four. That it lies in these
# four is inferred, not stated; and it may be the money on the frozen accounts, wholly, in part, or not at all.
impound seize --case coco --in HU,LT,DE,NL --in-basis inferred --kind bank-account \
    --amount "Plus de 5 millions d'euros" --lang fr \
    --may-overlap @coco-freeze-hu --may-overlap @coco-freeze-lt \
    --may-overlap @coco-freeze-de --may-overlap @coco-freeze-nl \
    --on ../2024-06-28 --source "release-2024-06-28#paragraph 4" --ref coco-seizure

# The domain name was seized. A market value would mean nothing, and the release does not say where it was.
impound seize --case coco --in unstated --kind domain-name --id domain:coco.gg --amount non-valued \
    --on 2024-06-25/2024-06-28 --source "release-2024-06-28#paragraph 3" --ref coco-domain

# The two servers in Germany are not recorded: the release does not say that they were seized.

# The following is invented, to show what comes next: a letter states the Netherlands' share of the joint seizure. The
# share is carved out of the pool; the other States are left with the rest.
impound source add letter-nl --title "Letter on the share of the Netherlands (invented)" --kind letter
impound seize --part-of @coco-seizure --in NL --amount "EUR 1.2 million" \
    --on ../2024-06-28 --source letter-nl --ref coco-share-nl

# What the press reported is not invented; its figures differ from the release's.
impound source add press-varois-2024-06-25 --title "Fermeture du site Coco après 20 ans d'activités criminelles" \
    --published 2024-06 --lang fr --kind "press article"
impound source add press-next-2024-06 --title "Article on the closing of the site" \
    --publisher Next --published 2024-06 --lang fr --kind "press article"
impound source add press-franceinfo-2024-06-25 --title "Interview with the cyber section of JUNALCO" \
    --publisher Franceinfo --published 2024-06-25 --lang fr --kind "press interview"

# Events other than measures on assets. The release gives no day for the hearings, so they took place by its own date.
impound case event coco --on 2023-12 --what "a preliminary inquiry is opened" \
    --source "release-2024-06-28#paragraph 1" --ref coco-inquiry
impound case event coco --on 2024-06-25 --what "the site coco.gg is closed" \
    --source "release-2024-06-28#paragraph 3" --source press-next-2024-06 --ref coco-closing
impound case event coco --on ../2024-06-28 \
    --what "the suspected administrator is heard by magistrates in Bulgaria; French investigators observe" \
    --source "release-2024-06-28#paragraph 5" --ref coco-hearing-bg
impound case event coco --on ../2024-06-28 \
    --what "three persons close to the suspect are heard in France and released" \
    --source "release-2024-06-28#paragraph 6" --ref coco-hearing-fr
impound case event coco --on 2024-06-28 --what "a judicial investigation is opened" \
    --source "release-2024-06-28#paragraph 1" --ref coco-investigation

# Facts other than money. The documents differ, so each makes its own claim, and nothing is added up: 70 or 71 offices,
# 480 victims or more than 480, about 23,000 proceedings (“près de”), more than 23,000, or exactly 23,051.
impound claim coco --about offices --count 71 --on 2024-06-28 \
    --source "release-2024-06-28#paragraph 1" --ref coco-offices-release
impound claim coco --about offices --count 70 --on 2024-06-25 --source press-next-2024-06 --ref coco-offices-next
impound claim coco --about offices --count 70 --on 2024-06-25 --source press-varois-2024-06-25 --ref coco-offices-varois
impound claim coco --about victims --count ">480" --on 2024-06-28 \
    --source "release-2024-06-28#paragraph 1" --ref coco-victims-release
impound claim coco --about victims --count 480 --on 2024-06-25 --source press-next-2024-06 --ref coco-victims-next
impound claim coco --about victims --count 480 --on 2024-06-25 --source press-varois-2024-06-25 --ref coco-victims-varois
impound claim coco --about proceedings --count ">23000" --on 2024-06-28 \
    --source "release-2024-06-28#paragraph 1" --ref coco-proceedings-release
impound claim coco --about proceedings --count 23051 --on 2024-05-07 \
    --source press-next-2024-06 --ref coco-proceedings-next
impound claim coco --about proceedings --count ">23000" --on 2024-06-25 \
    --source press-varois-2024-06-25 --ref coco-proceedings-varois
impound claim coco --about proceedings --count "~23000" --on 2024-06-25 \
    --source press-franceinfo-2024-06-25 --ref coco-proceedings-franceinfo

impound verify

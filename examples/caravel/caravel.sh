#!/bin/sh
# A case modelled on several real ones: an investment fraud, a day of action in five States, joint figures, shares
# stated later, sources that disagree, a yacht transferred to another State, and a car lost and found. All names and
# figures are invented.
# It runs by itself if impound is on the path and IMPOUND_LEDGER names a ledger that does not exist yet.
set -e

impound init

impound case open caravel --title "Investment platform Caravel" --lead ES --opened 2024-11-04 \
    --authority "Juzgado Central de Instrucción 9@ES" \
    --authority "executing:Prosecutor's Office, Northern District@EE" \
    --authority "executing:Unit for Financial Crime@CY" \
    --authority "supporting:Guardia Civil, central operative unit@ES" \
    --authority "coordinating:Eurojust@EU" \
    --offence "fraud, organised group" --max-years 8 --offence "money laundering" --max-years 6

impound source add release-2025-05-21 --title "Joint release on the day of action" \
    --publisher "Eurojust" --published 2025-05-21 --lang en --kind "press release"
impound source add press-2025-05-22 --title "Article on the raids" --published 2025-05-22 --lang es --kind "press article"
impound source add certificate-cy --title "Freezing certificate, execution report of Cyprus" --kind certificate
impound source add certificate-ee --title "Freezing certificate, execution report of Estonia" --kind certificate
impound source add order-2025-09 --title "Order on the custody of the yacht" --published 2025-09-02 --kind "court order"
impound source add inventory --title "Inventory of the depot" --kind report
impound source add judgment-2026 --title "Judgment" --published 2026-03-10 --kind "court order"

# More than 110 accounts in five States holding more than 6 million euros: one pool, with no figure for any State.
impound freeze --case caravel --in ES,CY,EE,LT,PT --kind bank-account --what "bank accounts" \
    --amount "more than 6 million euros" --count ">110" --count-of accounts \
    --on 2025-05-20 --source "release-2025-05-21#paragraph 2" --ref caravel-accounts

# Eight properties, with an estimate of their value and no amount.
impound seize --case caravel --in PT --kind real-estate --what "flats and building land" --count 8 --count-of properties \
    --value "about 2.1 million euros" --on 2025-05-20 --source "release-2025-05-21#paragraph 3" --ref caravel-properties

# Cars: the release counts 14, the press 12.
impound seize --case caravel --in ES --kind vehicle --what "cars" --count 14 --count-of vehicles \
    --on 2025-05-20 --source "release-2025-05-21#paragraph 3" --ref caravel-cars
impound reading 12 --source press-2025-05-22 --count 12 --as-written "una docena de coches de lujo" --ref caravel-cars-press

impound seize --case caravel --in ES --kind vessel --what "a motor yacht of 24 metres" --count 1 --count-of vessels \
    --value "EUR 1.35 million" --custodian "Harbour office, Denia" \
    --on 2025-05-20 --source "release-2025-05-21#paragraph 3" --ref caravel-yacht

# Updates: two States report what they froze. Each is a part of the pool, of both its money and its accounts.
impound freeze --part-of @caravel-accounts --in CY --amount "EUR 2 480 115,40" --count 31 --count-of accounts \
    --lang fr --on 2025-05-20 --source "certificate-cy#box 4" --ref caravel-cy
impound freeze --part-of @caravel-accounts --in EE --amount "at least 700,000 EUR" --count 9 --count-of accounts \
    --on 2025-05-20 --source "certificate-ee#box 4" --ref caravel-ee

# A third party proves that part of it is theirs.
impound release --part-of @caravel-ee --amount "80,000.00 EUR" --count 1 --count-of accounts \
    --on 2025-07-14 --source "certificate-ee#annex" --ref caravel-ee-released

# The yacht is kept in another State from now on; nothing else changes.
impound transfer @caravel-yacht --to PT --custodian "Capitania do Porto, Portimão" \
    --on 2025-09-08 --source order-2025-09 --ref caravel-yacht-moved

# One of the cars is missing when the depot is counted, and is later found.
impound dispose --part-of @caravel-cars --how lost --amount unstated --count 1 --count-of vehicles \
    --on 2025-10-02 --source inventory --ref caravel-car-lost
impound recover @caravel-car-lost --on 2025-10-20 --source inventory --ref caravel-car-found

# Two cars lose value quickly and are sold before judgment.
impound dispose --part-of @caravel-cars --how sold --amount unstated --count 2 --count-of vehicles \
    --proceeds "41 500 EUR" --costs "1 900 EUR" --on 2025-11-11 --source inventory --ref caravel-cars-sold

# The judgment: the rest of the money in Cyprus, and the yacht.
impound confiscate --asset @caravel-cy --on 2026-03-10 --source judgment-2026 --ref caravel-cy-confiscated
impound confiscate --asset @caravel-yacht --on 2026-03-10 --source judgment-2026 --ref caravel-yacht-confiscated

# What the sources say about the victims, side by side.
impound claim caravel --about victims --count ">9000" --on 2025-05-21 \
    --source "release-2025-05-21#paragraph 1" --ref caravel-victims
impound claim caravel --about victims --count "~12000" --on 2025-05-22 --source press-2025-05-22 --ref caravel-victims-press

impound verify

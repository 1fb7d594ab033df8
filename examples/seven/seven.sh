#!/bin/sh
# A case in seven currencies, put into euros: exact amounts and bounds, one about, one between, a pool with a share carved
# out of it, an account whose amount nobody states, and bitcoin that count with what they were worth. The lev became the
# euro on 1 January 2026, at 1.95583 for good. All names, figures and rates are invented, but for that one.
#
#   sh seven.sh [DIRECTORY]
#
# It runs by itself if impound is on the path and IMPOUND_LEDGER names a ledger that does not exist yet. The reports and the
# rates that they used go into DIRECTORY (here, if none is given), and recalculate.py does every converted figure again.
set -e
here=$(dirname "$0")
out=${1:-.}

impound init

impound case open seven --title "Invoice fraud in eight States" --lead DE --opened 2025-10-20 \
    --authority "Staatsanwaltschaft Köln@DE" --offence "fraud, organised group"
impound source add release-2025-11-05 --title "Joint release on the days of action" --published 2025-11-05 --lang en \
    --kind "press release"
impound source add rates-2026-03-31 --title "Rates of exchange, 3 November 2025 to 31 March 2026 (invented)" \
    --publisher "Example Bank" --published 2026-03-31
impound rates add "$here/rates.csv" --name example --source rates-2026-03-31 --base EUR --valid 4

# Amounts as the sources state them, each in its own currency.
impound freeze --case seven --in DE --kind bank-account --amount "250000 EUR" \
    --on 2025-11-03 --source "release-2025-11-05#1" --ref seven-de
impound freeze --case seven --in CY --kind bank-account --amount "more than 1.2 million US dollars" \
    --on 2025-11-03 --source "release-2025-11-05#2" --ref seven-cy
impound seize --case seven --in GB --kind cash --amount "about 80,000 GBP" \
    --on 2025-11-03 --source "release-2025-11-05#3" --ref seven-gb
impound freeze --case seven --in CH --kind securities --amount "between 400,000 and 450,000 Swiss francs" \
    --on 2025-11-03 --source "release-2025-11-05#4" --ref seven-ch
impound freeze --case seven --in HU,AT --kind bank-account --amount "97,000,000 HUF" \
    --on 2025-11-03 --source "release-2025-11-05#5" --ref seven-pool
impound seize --case seven --in PL --kind vehicle --amount "170,000 PLN" \
    --on 2025-11-03/2025-11-04 --source "release-2025-11-05#6" --ref seven-pl
impound freeze --case seven --in BG --kind bank-account --amount "391,166 BGN" \
    --on 2025-11-03 --source "release-2025-11-05#7" --ref seven-bg
impound freeze --case seven --in RO --kind bank-account \
    --on 2025-11-03 --source "release-2025-11-05#8" --ref seven-ro
impound seize --case seven --in EE --kind crypto-asset --amount "2.5 BTC" --value "about 230,000 USD" \
    --on 2025-11-03 --source "release-2025-11-05#9" --ref seven-ee

# What followed in 2026.
impound source add order-2026 --title "Orders of January to March 2026" --kind "court order"
impound seize --asset @seven-cy --on 2026-01-15 --source "order-2026#1" --ref seven-cy-seized
impound freeze --part-of @seven-pool --in HU --amount "38,800,000 HUF" \
    --on 2026-01-15 --source "order-2026#2" --ref seven-hu
impound release --part-of @seven-ch --amount "50,000 CHF" \
    --on 2026-02-10 --source "order-2026#3" --ref seven-ch-released
impound confiscate --asset @seven-pl --amount "160,000 PLN" \
    --on 2026-03-02 --source "order-2026#4" --ref seven-pl-confiscated

# The figures were published as of entry 19. Later an account turns up, and a digit is put right.
impound source add letter-2026-03 --title "Letter of the bank" --published 2026-03-27 --kind letter
impound freeze --case seven --in FR --kind bank-account --amount "12,500 EUR" \
    --on 2025-11-04 --source letter-2026-03 --ref seven-fr
impound correct 6 --amount "205000 EUR" --reason "two digits were exchanged" --ref seven-de-corrected

impound verify

# What is held on 31 March 2026, at the rates of that day.
#
#   DE              205 000 EUR                             =   205 000.00
#   CY          > 1 200 000 USD   / 1.2000                  = 1 000 000.00, more than that
#   GB          about 80 000 GBP  / 0.8000                  =   100 000.00, about
#   CH       350 000 to 400 000 CHF / 0.9250                =   378 378.378… to 432 432.432…
#   AT and HU    58 200 000 HUF   / 400.00                  =   145 500.00
#   HU           38 800 000 HUF   / 400.00                  =    97 000.00
#   PL              160 000 PLN   / 4.3000                  =    37 209.302…
#   BG              391 166 BGN   / 1.95583, fixed          =   200 000.00
#   EE         2.5 BTC, about 230 000 USD / 1.1500, the day of the value = 200 000.00, about
#   RO              not stated: counted, and in no sum
#   FR               12 500 EUR                             =    12 500.00
impound report holdings --by jurisdiction,stage --convert EUR --rate-on 2026-03-31 \
    --output "$out/holdings.csv" --rates-used "$out/holdings-rates.csv"

# What was done, each action at the rate of its day. The car was seized on one of two days: 170 000 PLN / 4.2600 is the
# least, 39 906.103…, and 170 000 PLN / 4.2500 the most, 40 000.00. Before 2026 the lev has a rate like any other:
# 391 166 BGN / 1.9558 = 200 003.067….
impound report actions --by jurisdiction,action --convert EUR \
    --output "$out/actions.csv" --rates-used "$out/actions-rates.csv"

# How the stock at the end of 2025 became that at the end of March: all at the rates of 31 March, so that the lines add up.
impound report rollforward --from 2026-01-01 --to 2026-03-31 --by stage --convert EUR \
    --output "$out/rollforward.csv" --rates-used "$out/rollforward-rates.csv"

# From the total as it was published to the same as it is known now, both at the rates of 31 March.
impound report bridge holdings --at-entry 19 --by stage --entries --convert EUR --rate-on 2026-03-31 \
    --output "$out/bridge.csv" --rates-used "$out/bridge-rates.csv"

for report in holdings actions rollforward bridge; do
    python3 "$here/../recalculate.py" "$out/$report.csv" "$out/$report-rates.csv"
done

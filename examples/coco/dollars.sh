#!/bin/sh
# The Coco case in US dollars, at the European Central Bank's reference rate of the day of the release: 1 EUR = 1.0705 USD.
# It runs on the ledger that coco.sh made.
#
#   the seizure, over four States   > 5 000 000 EUR x 1.0705 = > 5 352 500.00 USD
#   the share of the Netherlands      1 200 000 EUR x 1.0705 =   1 284 600.00 USD
#   what is left for the others     > 3 800 000 EUR x 1.0705 = > 4 067 900.00 USD
#
# The bound stays a bound, and nothing is rounded here, since each product has two decimals.
set -e
cd "$(dirname "$0")"

impound source add ecb-2024-06-28 --title "Euro reference rates of 28 June 2024" --publisher "European Central Bank" \
    --published 2024-06-28
impound rates add rates.csv --name ecb --source ecb-2024-06-28
impound report holdings --by jurisdiction,stage --convert USD --rates ecb --rate-on 2024-06-28 --rates-used used.csv

#!/bin/sh
# Renders the pictures of the README from the papers that `make demo` wrote: first pages, small PNG files.
set -eu

cd -- "$(dirname -- "$0")/.."
out=out/qingkeng
limit=300000

if [ ! -d "$out" ]; then
    echo "pictures: $out is missing; run make demo first" >&2
    exit 1
fi
mkdir -p docs/pictures

# picture NAME FOLDER CODE [PAGE]: one page of the paper CODE in the folder whose name begins with FOLDER
picture() {
    pdf=$(find "$out" -path "*/$2*/$3 *.pdf" | sort | head -n 1)
    if [ -z "$pdf" ]; then
        echo "pictures: no paper $3 in $out/*/$2*" >&2
        exit 1
    fi
    file=docs/pictures/$1
    for ppi in 84 72 60; do
        pdftoppm -png -r "$ppi" -singlefile -f "${4:-1}" -l "${4:-1}" "$pdf" "$file"
        size=$(wc -c <"$file.png")
        if [ "$size" -le "$limit" ]; then break; fi
    done
    echo "$file.png  $size bytes  $pdf"
    if [ "$size" -gt "$limit" ]; then
        echo "pictures: $file.png is larger than $limit bytes" >&2
        exit 1
    fi
}

# The district layers, each on its own example.
for layer in street first-congress bilingual; do
    cargo run --quiet -- build "data/$layer" --out "out/$layer" --lang en >/dev/null
done
out=out/bilingual picture bilingual 01 E15
out=out/street picture street 01 C1
out=out/first-congress picture first-congress 01 A3

picture plan 00 A1
picture summary 00 F10
picture filing-form 03 F4
picture officer-roster 03 F6
picture ballots 03 E15
picture result-sheet 03 E18

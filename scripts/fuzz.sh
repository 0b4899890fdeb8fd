#!/bin/sh
# Throws broken files at the reader: each target of fuzz/ for MINUTES (20), seeded with the samples of the tests.
# Needs cargo-fuzz and a nightly toolchain: cargo install cargo-fuzz; rustup toolchain install nightly.
set -eu
cd "$(dirname "$0")/.."
seconds=$((${MINUTES:-20} * 60))
corpus=fuzz/corpus
mkdir -p "$corpus/workbook" "$corpus/text" "$corpus/values" "$corpus/docx"
find tests/samples -type f -size -200k \( -name '*.xls*' -o -name '*.ods' -o -name '*.et' \) \
    -exec sh -c 'for file; do cp "$file" "$0/$(cksum < "$file" | tr " " -)"; done' "$corpus/workbook" {} +
find tests/samples -type f -size -200k \( -name '*.csv' -o -name '*.txt' \) \
    -exec sh -c 'for file; do cp "$file" "$0/$(cksum < "$file" | tr " " -)"; done' "$corpus/text" {} +
# Of a document only the main part, as the target packs it again.
find tests/samples -type f -size -200k -name '*.docx' \
    -exec sh -c 'for file; do unzip -p "$file" word/document.xml > "$0/$(cksum < "$file" | tr " " -)"; done' "$corpus/docx" {} +
number=0
for word in 1985.07 85年7月 '1985.07（35岁）' Jul-85 二十八 '28（全票）' '朴善玉（金善玉）' '阿依古丽·买买提' \
    44998119740526424X √ 大专 中共党员 2010.06 〃 192-0000-0022 合计 例; do
    number=$((number + 1))
    printf '%s' "$word" > "$corpus/values/$number"
done
for target in workbook text values docx; do
    # The address sanitizer takes two to three times the memory that the program takes: 512 MB become 1,600.
    cargo +nightly fuzz run "$target" -- -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1600 \
        -malloc_limit_mb=600 -max_len=100000
done

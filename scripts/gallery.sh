#!/usr/bin/env bash
# One page of every paper, as pictures on one HTML page: out/gallery/index.html. Needs the example built (make demo).
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=out/qingkeng
to=out/gallery
mkdir -p "$to"
rm -f "$to"/*.png

page="$to/index.html"
cat > "$page" <<'HTML'
<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>huanjie 换届：材料目录</title>
<style>body{font-family:sans-serif;background:#eee;margin:2em}main{display:grid;grid-template-columns:repeat(auto-fill,minmax(260px,1fr));gap:1.5em}
figure{margin:0}img{width:100%;background:#fff;border:1px solid #999}figcaption{font-size:.85em;margin-top:.4em}</style>
<h1>换届材料目录</h1><main>
HTML

# The village's paper where there is one, for villages have voted; else the town's. The manifest tells which paper a file is.
awk -F'"' '/\.pdf": \{/ { path = $2 } /^ *"id":/ { print $4 "\t" path }' "$out/manifest.json" |
    grep -E '/(00 镇级|03 霞垅村)/' | sort -t"$(printf '\t')" -k1,1 -k2,2r | awk -F'\t' '!seen[$1]++ { print $2 }' |
    while read -r path; do
        name=$(basename "$path" .pdf)
        code=${name%% *}
        printf '%s\t%s\t%s\t%s\n' "${code%%[0-9]*}" "${code#[A-Z]}" "${name#* }" "$out/$path"
    done | sort -t"$(printf '\t')" -k1,1 -k2,2n -k3,3 | while IFS=$(printf '\t') read -r letter number title file; do
    picture=$(printf '%s' "$file" | cksum | cut -d' ' -f1)
    pdftoppm -r 60 -f 1 -l 1 -singlefile -png "$file" "$to/$picture" 2> /dev/null
    printf '<figure><img loading="lazy" src="%s.png" alt="%s"><figcaption>%s %s</figcaption></figure>\n' \
        "$picture" "$title" "$letter$number" "$title" >> "$page"
done
echo '</main></html>' >> "$page"
echo "$page: $(grep -c '<figure>' "$page") papers"

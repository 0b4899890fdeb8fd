#!/bin/sh
# Fills fonts/ with the typefaces the papers are set in, taken from Debian's own packages.
#
#   Fandol     FangSong, KaiTi, HeiTi, SongTi     in texlive-lang-chinese
#   Noto CJK   for the characters Fandol lacks     in fonts-noto-cjk
#
# Nothing is installed: the packages are downloaded, the few files needed are taken out of them, and a file
# reaches fonts/ only after its checksum (fonts.sha256 beside this script) was right. Runs as root or as anyone.
#
#   FONTS_DEBS=folder            take the .deb files from there instead of downloading them
#   FONTS_OTHER_VERSION=accept   take the versions of another Debian release, which fonts.sha256 does not list
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
sums=$home/scripts/fonts.sha256
dest=$home/fonts
packages='texlive-lang-chinese fonts-noto-cjk'

say() { printf 'fonts: %s\n' "$*" >&2; }

stop() {
    say "$1"
    shift
    for line in "$@"; do printf '       %s\n' "$line" >&2; done
    exit 1
}

if command -v sha256sum >/dev/null 2>&1; then sha256=sha256sum; else sha256='shasum -a 256'; fi
command -v "${sha256%% *}" >/dev/null 2>&1 || stop 'sha256sum is missing: the fonts could not be verified.'

# The listed files, each once: a file may have several right checksums, one per Debian release.
names=$(cut -c67- "$sums" | sort -u)

# Every listed file is in the folder.
present() { for name in $names; do [ -s "$1/$name" ] || return 1; done; }

# The files of the folder whose checksum is not listed with their name.
wrong() { (cd -- "$1" && $sha256 $names | grep -vxFf "$sums"); }

verified() { present "$1" && ! wrong "$1" >/dev/null; }

accepted() {
    if [ "${FONTS_OTHER_VERSION:-}" = accept ]; then present "$1"; else verified "$1"; fi
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        return 1
    fi
}

download() { (cd -- "$1" && apt-get -q download $packages </dev/null >&2); }

if accepted "$dest"; then exit 0; fi

for tool in apt-get dpkg-deb tar; do
    command -v "$tool" >/dev/null 2>&1 || stop "this is not a Debian system ($tool is missing)." \
        'Put these files into fonts/ yourself, then run make again:' \
        $(printf '  %s ' $names) \
        'Fandol is a part of TeX Live; the Noto files are in the "OTC" archives of Noto CJK, version 2.' \
        'The program itself also works with the fonts of this computer:' \
        '  cargo run -- build data/qingkeng --out out/qingkeng --packet'
done

debs=$(mktemp -d)
mkdir -p -- "$dest"
stage=$(mktemp -d "$dest/.incoming.XXXXXX")
clean_up() { rm -rf -- "$debs" "$stage"; }
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

if [ -n "${FONTS_DEBS:-}" ]; then
    for package in $packages; do cp -- "$FONTS_DEBS/${package}"_*.deb "$debs/"; done
else
    say 'downloading two packages (about 106 MB, once)'
    # apt gives up root while it downloads, so its own user must be able to write here.
    if [ "$(id -u)" -eq 0 ]; then chown _apt "$debs" 2>/dev/null || true; fi
    if ! download "$debs"; then
        say 'refreshing the list of packages, then trying once more'
        as_root apt-get -q update </dev/null >&2 || stop 'the list of packages could not be refreshed.' \
            'Run "apt-get update" as root, then "make fonts" again.'
        download "$debs" || stop 'the download failed; look at the lines above.' 'Then run "make fonts" again.'
    fi
fi

# Only the listed files leave the packages: their folders are cut off, links and everything else stay inside.
for package in $packages; do
    for deb in "$debs/${package}"_*.deb; do
        [ -f "$deb" ] || stop "no file of the package $package was found."
        mkdir -p "$debs/$package"
        dpkg-deb --fsys-tarfile "$deb" |
            tar -x -C "$debs/$package" --no-same-owner --wildcards '*/Fandol*.otf' '*/Noto*CJK-*.ttc' 2>/dev/null ||
            true # one of the two patterns never matches, and tar counts that as an error
    done
done
for name in $names; do
    found=$(find "$debs" -type f -name "$name" | head -n 1)
    [ -n "$found" ] || stop "$name is in neither package."
    cp -- "$found" "$stage/$name"
    chmod 644 "$stage/$name"
done

if ! accepted "$stage"; then
    stop 'these checksums are not in scripts/fonts.sha256; fonts/ was left as it was:' \
        "$(wrong "$stage")" \
        'Another Debian release may carry another version of these fonts. apt has verified the packages;' \
        'to work with them: FONTS_OTHER_VERSION=accept make demo' \
        '(line breaks in the tests may then differ).'
fi

for name in $names; do mv -f -- "$stage/$name" "$dest/$name"; done
say "fonts/ is complete ($(printf '%s\n' "$names" | wc -l) files)"

#!/bin/sh
# Makes sure of the tools a make target needs: setup.sh [build|test|lint]
#
#   build   cargo and a C compiler (the linker of every Rust program)
#   test    also poppler-utils and qpdf, with which the tests look into finished PDFs, and chromium with its driver, in which
#           they use the window as a clerk does
#   lint    also rustfmt and clippy, which a minimal Rust lacks
#
# Missing Debian packages are installed with apt-get (through sudo when not root). Rust is never installed from
# here: its place and version are the user's choice.
set -eu

say() { printf 'setup: %s\n' "$*" >&2; }

has() { command -v "$1" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q install --yes --no-install-recommends "$@" </dev/null >&2
}

missing=''
has cc || missing="$missing gcc libc6-dev"
if [ "${1:-build}" = test ]; then
    for tool in pdftotext pdffonts pdfinfo pdftoppm; do
        if ! has "$tool"; then
            missing="$missing poppler-utils"
            break
        fi
    done
    has qpdf || missing="$missing qpdf"
    has chromium || missing="$missing chromium"
    has chromedriver || missing="$missing chromium-driver"
fi

if [ -n "$missing" ]; then
    if ! has apt-get; then
        say "these are missing:$missing"
        say 'Install them with the package manager of this system, then run make again.'
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ] && ! has sudo; then
        say "these packages are missing, and only root can install them:$missing"
        say "As root: apt-get install$missing"
        exit 1
    fi
    say "installing$missing"
    # shellcheck disable=SC2086 # a list of package names
    install $missing || {
        say 'refreshing the list of packages, then trying once more'
        as_root apt-get -q update </dev/null >&2
        install $missing
    }
fi

if ! has cargo; then
    say 'Rust is missing: there is no cargo in PATH and none in ~/.cargo/bin.'
    say 'Install it with rustup (the Rust web site says how), then run make again.'
    exit 1
fi

if [ "${1:-build}" = lint ]; then
    for part in rustfmt clippy; do
        has "cargo-${part#rust}" || rustup component add "$part"
    done
fi

#!/bin/sh
# Builds the program for `make demo`. The first build compiles some hundred libraries: it says so and shows how far it is.
set -eu

say() { printf 'build: %s\n' "$*" >&2; }

target=${CARGO_TARGET_DIR:-target}
if [ -x "$target/debug/huanjie" ]; then
    exec cargo build
fi

say 'the libraries that huanjie is made of are downloaded, unless they are here already'
host=$(rustc -vV | sed -n 's/^host: //p')
if [ -t 2 ]; then cargo fetch --target "$host"; else cargo fetch --quiet --target "$host"; fi
libraries=$(cargo tree --offline --edges normal,build --prefix none --no-dedupe | sed 's/ (\*)$//' | sort -u | wc -l)
libraries=$((libraries))
say "now $libraries libraries are compiled, Typst among them: about 7 minutes on two cores, less on more"
say 'this is only for the first time: later builds take a minute or two'

# Says how many of the libraries are done: one line that changes on a terminal, else a line at every tenth.
progress() {
    done=0
    tenth=0
    while IFS= read -r message; do
        case $message in
            *'"reason":"compiler-artifact"'*'"custom-build"'*) continue ;;
            *'"reason":"compiler-artifact"'*) done=$((done + 1)) ;;
            *) continue ;;
        esac
        [ "$done" -le "$libraries" ] || done=$libraries
        minutes=$((($(date +%s) - start) / 60))
        if [ -t 2 ]; then
            printf '\rbuild: %d of %d libraries, %d min ' "$done" "$libraries" "$minutes" >&2
        elif [ $((done * 10 / libraries)) -gt "$tenth" ]; then
            tenth=$((done * 10 / libraries))
            say "$done of $libraries libraries, $minutes min"
        fi
    done
    [ ! -t 2 ] || printf '\n' >&2
}

start=$(date +%s)
failed=$(mktemp)
trap 'rm -f "$failed"' EXIT
{ cargo build --quiet --message-format=json-render-diagnostics || echo failed >"$failed"; } | progress
if [ -s "$failed" ]; then
    say 'the program could not be built: the reason stands above'
    exit 1
fi
say "the program is ready, after $((($(date +%s) - start) / 60)) min"

# make demo and make test need Debian, Rust and nothing else: each does all its own set-up.

# rustup puts cargo here, and a fresh shell may not know it yet.
export PATH := $(PATH):$(HOME)/.cargo/bin

EXAMPLE := data/qingkeng
OUT     := out/qingkeng

.PHONY: help demo test bless lint bench fuzz fonts pictures gallery clean setup setup-test setup-lint

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*##/\1\t/p' Makefile | expand -t 12

demo: setup fonts  ## build the papers of the example town into out/
	@scripts/build.sh
	@cargo run --quiet -- build $(EXAMPLE) --out $(OUT) --packet

test: setup-test fonts  ## run all tests
	cargo test

bless: setup-test fonts  ## write the golden texts of the papers and the schemas anew; then read the diff
	HUANJIE_BLESS=1 cargo test --test suite -- golden schema

lint: setup-lint  ## formatting, clippy and documentation, warnings denied
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings
	RUSTDOCFLAGS='-D warnings' cargo doc --no-deps

bench: setup fonts  ## measure reading, looking at a page, the window, and the pipeline
	cargo bench --bench reading --profile dev
	cargo bench --bench looking --profile dev
	cargo bench --bench window --profile dev
	cargo bench --bench pipeline --profile dev

fuzz: setup  ## throw broken files at the reader (needs cargo-fuzz and a nightly toolchain); MINUTES=20
	@scripts/fuzz.sh

fonts:  ## fetch the typefaces into fonts/, once
	@scripts/fonts.sh

pictures: demo setup-test  ## render the pictures of the README
	@scripts/pictures.sh

gallery: demo setup-test  ## one page of every paper, in out/gallery/index.html
	@scripts/gallery.sh

clean:  ## remove what was built; fonts/ stays
	rm -rf out target

setup:
	@scripts/setup.sh build

setup-test:
	@scripts/setup.sh test

setup-lint:
	@scripts/setup.sh lint

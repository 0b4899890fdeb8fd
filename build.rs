//! The default template layer is embedded: a new or changed template makes the program anew.

fn main() {
    println!("cargo:rerun-if-changed=templates/default");
}

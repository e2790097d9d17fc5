//! Lets the library leave Node's own functions to be found when it is loaded.

fn main() {
    napi_build::setup();
}

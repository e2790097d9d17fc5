//! Writes the raw Kotlin and Swift halves for a built library: `bindgen LIBRARY CONFIG KOTLIN_FOLDER SWIFT_FOLDER`.

use std::process::ExitCode;

use uniffi::{GenerateOptions, SwiftBindingsOptions, TargetLanguage, generate, generate_swift_bindings};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [library, config, kotlin, swift] = arguments.as_slice() else {
        eprintln!("usage: bindgen LIBRARY CONFIG KOTLIN_FOLDER SWIFT_FOLDER");
        return ExitCode::FAILURE;
    };
    let for_kotlin = GenerateOptions {
        languages: vec![TargetLanguage::Kotlin],
        source: library.into(),
        out_dir: kotlin.into(),
        config_override: Some(config.into()),
        ..GenerateOptions::default()
    };
    let for_swift = SwiftBindingsOptions {
        generate_swift_sources: true,
        generate_headers: true,
        source: library.into(),
        out_dir: swift.into(),
        config: Some(config.into()),
        ..SwiftBindingsOptions::default()
    };
    match generate(for_kotlin).and_then(|()| generate_swift_bindings(for_swift)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

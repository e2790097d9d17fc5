import Programs

// Runs one of the programs in `examples/swift`: `examples tag_a_customer`.
let programs = [
    "tag_a_customer": tagACustomer, "replay_a_history": replayAHistory, "handle_a_bad_program": handleABadProgram,
]
guard let name = CommandLine.arguments.dropFirst().first, let program = programs[name] else {
    fatalError("usage: examples \(programs.keys.sorted().joined(separator: "|"))")
}
try program()

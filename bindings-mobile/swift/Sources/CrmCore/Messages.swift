/// A language of messages.
public enum Language: Sendable {
    case english, chinese
}

private let texts: [Code: CodeEntry] = ((try? Engine.codes()) ?? []).reduce(into: [:]) { $0[$1.code] = $1 }

extension Reason {
    /// The sentence for people. A parameter that is not given stays visible in braces.
    public func text(in language: Language = .english) -> String {
        sentence(code, params, language)
    }
}

extension Diagnostic {
    /// The sentence for people, without place and help.
    public func text(in language: Language = .english) -> String {
        sentence(code, params, language)
    }
}

private func sentence(_ code: Code, _ params: [String: String], _ language: Language) -> String {
    guard let entry = texts[code] else { return code.rawValue }
    let template = language == .chinese ? entry.zh : entry.en
    return params.reduce(template) { $0.replacing("{\($1.key)}", with: $1.value) }
}

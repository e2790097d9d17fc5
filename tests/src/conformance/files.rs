//! Finding vector files.

use std::fs;
use std::path::{Path, PathBuf};

use super::core::Setting;
use super::vector::Vector;

/// The file in the suite's folder that lists the others.
pub(crate) const INDEX_FILE: &str = "index.json";

/// A vector file that was read.
#[derive(Clone, Debug)]
pub struct VectorFile {
    /// Where it is.
    pub path: PathBuf,
    /// The suite's folder, where the file is in one.
    pub root: Option<PathBuf>,
    /// Its text.
    pub text: String,
    /// What it says.
    pub vector: Vector,
}

/// The vector files at `paths`, each a file or a folder, in the order of their names.
///
/// # Errors
/// What cannot be read, and where.
pub fn find(paths: &[PathBuf]) -> Result<Vec<VectorFile>, String> {
    let mut found = Vec::new();
    for path in paths {
        collect(path, &mut found)?;
    }
    found.sort();
    found.dedup();
    let mut files = found.into_iter().map(VectorFile::read).collect::<Result<Vec<_>, _>>()?;
    files.sort_by(|left, right| left.vector.name.cmp(&right.vector.name));
    Ok(files)
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> Result<(), String> {
    let canonical = path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))?;
    if !canonical.is_dir() {
        found.push(canonical);
        return Ok(());
    }
    let entries = fs::read_dir(&canonical).map_err(|error| format!("{}: {error}", path.display()))?;
    for entry in entries {
        let entry = entry.map_err(|error| format!("{}: {error}", path.display()))?.path();
        if is_part_of_suite(&entry) {
            collect(&entry, found)?;
        }
    }
    Ok(())
}

/// Whether a folder is a suite's: it has the index, or the schema from which an index is still to be written.
fn is_suite(folder: &Path) -> bool {
    [INDEX_FILE, "schema.json"].iter().any(|file| folder.join(file).is_file())
}

/// Folders but the one of shared programs, and JSON files but the suite's own two.
fn is_part_of_suite(entry: &Path) -> bool {
    let name = entry.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    match entry.is_dir() {
        true => name != "programs" && !name.starts_with('.'),
        false => name.ends_with(".json") && ![INDEX_FILE, "schema.json"].contains(&name),
    }
}

impl VectorFile {
    fn read(path: PathBuf) -> Result<Self, String> {
        let place = |error: String| format!("{}: {error}", path.display());
        let text = fs::read_to_string(&path).map_err(|error| place(error.to_string()))?;
        let vector = Vector::read(&text).map_err(place)?;
        let root = path.ancestors().skip(1).find(|folder| is_suite(folder)).map(Path::to_path_buf);
        let file = Self { path: path.clone(), root, text, vector };
        match file.path_in_suite().filter(|inside| *inside != format!("{}.json", file.vector.name)) {
            Some(inside) => Err(place(format!("its name should be `{}`", inside.trim_end_matches(".json")))),
            None => Ok(file),
        }
    }

    /// Its path from the suite's folder, with `/` between folders on every system.
    #[must_use]
    pub fn path_in_suite(&self) -> Option<String> {
        let inside = self.path.strip_prefix(self.root.as_deref()?).ok()?;
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        Some(parts.join("/"))
    }

    /// What its cases share.
    ///
    /// # Errors
    /// Why the program's file cannot be read.
    pub fn setting(&self) -> Result<Setting, String> {
        let vector = &self.vector;
        if let Some(file) = &vector.program_file {
            let path = self.path.parent().unwrap_or(Path::new("")).join(file);
            return fs::read_to_string(&path).map(Setting::Program).map_err(|error| format!("{file}: {error}"));
        }
        Ok(match (&vector.program, &vector.schema) {
            (Some(program), _) => Setting::Program(program.to_string()),
            (None, Some(schema)) => Setting::Schema(schema.clone()),
            (None, None) => Setting::Nothing,
        })
    }
}

//! Collects the front-end files, names them by their content, compresses them, and writes the table that embeds them.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Fault, bundle};

/// Our files that few pages need: each is served by itself, so that no other page pays for it.
const BY_THEMSELVES: [&str; 7] =
    ["case.js", "code.css", "exit.css", "exit.js", "nhs_app.js", "record.css", "statistics.css"];

/// One file as it will be served.
struct File {
    name: String,
    bytes: Vec<u8>,
}

/// Writes the files and `assets.rs` into `out`.
pub fn build(package: &Path, out: &Path) -> Result<(), Fault> {
    let own = package.join("static");
    println!("cargo::rerun-if-changed={}", own.display());
    let theirs = design_system(package)?;
    println!("cargo::rerun-if-changed={}", theirs.join("package.json").display());
    let theirs = theirs.join("dist/nhsuk");
    let folder = out.join("assets");
    fs::create_dir_all(&folder)?;

    let mut table = Table { folder, rows: String::new(), paths: Vec::new() };
    for name in names(&theirs.join("assets/images"))? {
        let bytes = fs::read(theirs.join("assets/images").join(&name))?;
        table.add(File { name: format!("images/{name}"), bytes })?;
    }
    let css = bundle::stylesheet(
        &fs::read_to_string(theirs.join("nhsuk-frontend.min.css"))?,
        &ours(&own, "css")?.join("\n"),
    )?;
    let css = table.with_hashed_names(&css)?;
    table.add(File { name: "app.css".to_owned(), bytes: css.into_bytes() })?;
    let js = bundle::script(&fs::read_to_string(theirs.join("nhsuk-frontend.min.js"))?, &ours(&own, "js")?)?;
    table.add(File { name: "app.js".to_owned(), bytes: js.into_bytes() })?;

    for name in BY_THEMSELVES {
        table.add(File { name: name.to_owned(), bytes: fs::read(own.join(name))? })?;
    }

    fs::write(
        out.join("assets.rs"),
        format!("/// Every embedded file.\npub static ASSETS: &[Asset] = &[\n{}];\n", table.rows),
    )?;
    Ok(())
}

/// Looks where Node itself would: in the package, then in the folders above it (a git worktree shares one copy).
fn design_system(package: &Path) -> Result<PathBuf, Fault> {
    package
        .ancestors()
        .map(|folder| folder.join("node_modules/nhsuk-frontend"))
        .find(|folder| folder.join("package.json").is_file())
        .ok_or_else(|| {
            "the front-end packages are missing: run bin/setup (or `npm ci --ignore-scripts`) once".into()
        })
}

fn names(folder: &Path) -> Result<Vec<String>, Fault> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).map_err(|fault| format!("{}: {fault}", folder.display()))? {
        all.push(entry?.file_name().to_string_lossy().into_owned());
    }
    all.sort();
    Ok(all)
}

fn ours(folder: &Path, kind: &str) -> Result<Vec<String>, Fault> {
    let mut all = Vec::new();
    let fits =
        |name: &&String| name.ends_with(&format!(".{kind}")) && !BY_THEMSELVES.contains(&name.as_str());
    for name in names(folder)?.iter().filter(fits) {
        all.push(fs::read_to_string(folder.join(name))?);
    }
    Ok(all)
}

/// The rows written so far, and what each plain path became.
struct Table {
    folder: PathBuf,
    rows: String,
    paths: Vec<(String, String)>,
}

impl Table {
    fn add(&mut self, file: File) -> Result<(), Fault> {
        let digest = hex::encode(Sha256::digest(&file.bytes));
        let (stem, kind) = file.name.rsplit_once('.').ok_or("a file without an ending")?;
        let hashed = format!("{stem}-{}.{kind}", &digest[..12]);
        let stored = self.folder.join(hashed.replace('/', "_"));
        let small = matches!(kind, "css" | "js" | "svg" | "ico");
        write_new(&stored, || Ok(file.bytes.clone()))?;
        let embedded = |suffix: &str, make: fn(&[u8]) -> Result<Vec<u8>, Fault>| -> Result<String, Fault> {
            let path = PathBuf::from(format!("{}{suffix}", stored.display()));
            if !small {
                return Ok("None".to_owned());
            }
            write_new(&path, || make(&file.bytes))?;
            Ok(format!("Some(include_bytes!({path:?}))"))
        };
        let (brotli, gzip) = (embedded(".br", brotli)?, embedded(".gz", gzip)?);
        writeln!(
            self.rows,
            "Asset {{ name: {:?}, path: \"/assets/{hashed}\", mime: {:?}, digest: {:?}, plain: include_bytes!({stored:?}), brotli: {brotli}, gzip: {gzip} }},",
            file.name,
            mime(kind)?,
            &digest[..16],
        )?;
        self.paths.push((format!("/assets/{}", file.name), format!("/assets/{hashed}")));
        Ok(())
    }

    /// Rewrites every `/assets/…` path in `text` to its hashed name.
    fn with_hashed_names(&self, text: &str) -> Result<String, Fault> {
        let done =
            self.paths.iter().fold(text.to_owned(), |text, (plain, hashed)| text.replace(plain, hashed));
        let left = done.split("/assets/").skip(1).find(|after| {
            !self
                .paths
                .iter()
                .any(|(_, it)| it.strip_prefix("/assets/").is_some_and(|it| after.starts_with(it)))
        });
        match left {
            Some(after) => {
                Err(format!("no file for /assets/{}", after.chars().take(40).collect::<String>()).into())
            }
            None => Ok(done),
        }
    }
}

/// The name carries the content's hash, so a file that is there is right: compression is paid once.
fn write_new(path: &Path, make: impl FnOnce() -> Result<Vec<u8>, Fault>) -> Result<(), Fault> {
    if !path.is_file() {
        fs::write(path, make()?)?;
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn mime(kind: &str) -> Result<&'static str, Fault> {
    match kind {
        "css" => Ok("text/css; charset=utf-8"),
        "js" => Ok("text/javascript; charset=utf-8"),
        "svg" => Ok("image/svg+xml"),
        "ico" => Ok("image/x-icon"),
        "png" => Ok("image/png"),
        other => Err(format!("no media type known for .{other}").into()),
    }
}

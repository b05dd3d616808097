//! The units as they are installed: walls around each, and nothing that systemd does not understand.

use std::path::Path;
use std::process::{Command, Output};

use crate::package::{Package, Scratch, run, told};

/// Ten times the highest exposure that a unit may have, on systemd's scale from 0 (none) to 10.
const EXPOSURE: &str = "25";
const UNITS: &str = "usr/lib/systemd/system";

fn exposure(unit: &Path) -> Output {
    let mut command = Command::new("systemd-analyze");
    command.args(["security", "--offline=true", "--no-pager", &format!("--threshold={EXPOSURE}")]);
    run(command.arg(unit))
}

/// The units of a package, unpacked.
fn unpacked(package: &Package) -> Scratch {
    let folder = Scratch::new();
    package.unpack(&folder.0);
    folder
}

#[test]
fn no_unit_is_exposed_and_without_its_walls_each_would_be() {
    let folder = unpacked(&Package::of_little("1.0.0"));
    for name in ["migrate", "national", "serve", "worker"] {
        let unit = folder.0.join(UNITS).join(format!("proxy-access-{name}.service"));
        let seen = exposure(&unit);
        assert!(seen.status.success(), "{}", String::from_utf8_lossy(&seen.stdout));

        let text = std::fs::read_to_string(&unit).expect("a unit");
        let hardening = std::fs::read_to_string("packaging/systemd/hardening.conf").expect("the walls");
        assert!(text.contains(&hardening) && !text.contains("@HARDENING@"), "{text}");
        std::fs::write(&unit, text.replace(&hardening, "")).expect("a file");
        assert!(!exposure(&unit).status.success(), "{name} without its walls");
    }
}

#[test]
fn systemd_understands_every_line_of_the_units() {
    let folder = unpacked(&Package::of_little("1.0.0"));
    let verify = |unit: &Path| {
        let output = run(Command::new("systemd-analyze").arg("verify").arg("--man=no").arg(unit));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let program = folder.0.join("usr/bin/proxy-access").display().to_string();
    for name in ["migrate", "national", "serve", "worker"] {
        let unit = folder.0.join(UNITS).join(format!("proxy-access-{name}.service"));
        // It looks for the program too, which is not installed on this machine.
        let text = std::fs::read_to_string(&unit).expect("a unit").replace("/usr/bin/proxy-access", &program);
        std::fs::write(&unit, &text).expect("a file");
        let seen = verify(&unit);
        assert!(!seen.contains("proxy-access"), "{seen}");

        std::fs::write(&unit, text.replace("UMask=", "UMusk=")).expect("a file");
        assert!(verify(&unit).contains("UMusk"), "a wrong line is seen");
        // It reads the other units of the folder too.
        std::fs::write(&unit, &text).expect("a file");
    }
}

#[test]
fn the_package_belongs_to_root_and_keeps_settings_from_others() {
    let package = Package::of_little("1.2.3");
    assert_eq!(package.field("Version"), "1.2.3");
    assert!(package.field("Depends").contains("libc6 (>= 2"), "{}", package.field("Depends"));
    let contents = package.asked("--contents");
    let others = contents.lines().filter(|line| line.split_whitespace().nth(1) != Some("root/root"));
    assert_eq!(others.count(), 0, "{contents}");
    let mode = |path: &str| {
        let line = contents.lines().find(|line| line.ends_with(path));
        line.unwrap_or_else(|| panic!("no {path} in {contents}"))[..10].to_owned()
    };
    assert_eq!(mode("./etc/proxy-access/environment"), "-rw-r-----");
    assert_eq!(mode("./usr/bin/proxy-access"), "-rwxr-xr-x");
    let folder = unpacked(&package);
    let doc = folder.0.join("usr/share/doc/proxy-access");
    assert!(
        std::fs::read_to_string(doc.join("copyright")).expect("the licence").contains("WITHOUT WARRANTY")
    );
    assert!(told(Command::new("zcat").arg(doc.join("changelog.gz"))).contains("Unreleased"));
}

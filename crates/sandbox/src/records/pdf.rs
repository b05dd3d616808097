//! A letter on one page of PDF, made by hand: enough for every reader, and small.

/// The letter; lines of plain letters.
pub(super) fn page(lines: &[&str]) -> Vec<u8> {
    let shown: String = lines.iter().map(|line| format!("({}) Tj T* ", escaped(line))).collect();
    let content = format!("BT /F1 12 Tf 16 TL 60 780 Td {shown}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let (mut text, mut places) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (object, number) in objects.iter().zip(1..) {
        places.push(text.len());
        text.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = text.len();
    text.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1));
    for place in &places {
        text.push_str(&format!("{place:010} 00000 n \n"));
    }
    text.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        places.len() + 1
    ));
    text.into_bytes()
}

/// Only plain letters, with what means something in PDF made to mean itself.
fn escaped(line: &str) -> String {
    let plain = line.chars().filter(|sign| sign.is_ascii() && !sign.is_ascii_control());
    plain.flat_map(|sign| if "()\\".contains(sign) { vec!['\\', sign] } else { vec![sign] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_leads_to_each_object() {
        let text = String::from_utf8(page(&["Dear (Dr) O'Neill", "back\\slash"])).unwrap();
        let table: usize =
            text.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
        assert!(text[table..].starts_with("xref\n0 6\n"));
        for (line, number) in text[table..].lines().skip(3).take(5).zip(1..) {
            let place: usize = line[..10].parse().unwrap();
            assert!(text[place..].starts_with(&format!("{number} 0 obj")), "{number}");
        }
        assert!(text.contains("(Dear \\(Dr\\) O'Neill) Tj") && text.contains("back\\\\slash"));
    }
}

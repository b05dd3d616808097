//! The columns of a list of linked accounts (docs/migration.md), and the cells of one row.

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// By what the GP system knows the row.
    SupplierId,
    /// NHS number of the patient.
    Patient,
    /// NHS number of the proxy.
    Proxy,
    /// ODS code of the practice.
    Practice,
    /// ODS code of the organisation that granted it.
    Grantor,
    /// First day.
    Start,
    /// Last day.
    End,
    /// How it stands in the GP system.
    Status,
    /// On what ground.
    Basis,
    /// Whose account it is: one person's or one of many.
    Account,
}

impl Column {
    /// All of them.
    pub const ALL: [Column; 10] = [
        Column::SupplierId,
        Column::Patient,
        Column::Proxy,
        Column::Practice,
        Column::Grantor,
        Column::Start,
        Column::End,
        Column::Status,
        Column::Basis,
        Column::Account,
    ];

    /// What it is called in the first line of a list, and in each object of JSON Lines.
    pub fn name(self) -> &'static str {
        match self {
            Column::SupplierId => "supplier_id",
            Column::Patient => "patient_nhs_number",
            Column::Proxy => "proxy_nhs_number",
            Column::Practice => "ods_code",
            Column::Grantor => "grantor_ods",
            Column::Start => "start",
            Column::End => "end",
            Column::Status => "status",
            Column::Basis => "legal_basis",
            Column::Account => "account_type",
        }
    }

    /// The column of this name, in whatever case and with spaces or hyphens in it.
    pub fn named(name: &str) -> Option<Column> {
        let plain = name.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        Column::ALL.into_iter().find(|column| column.name() == plain)
    }

    /// Whether a list without it is no list; the others are empty where they are missing.
    pub fn is_needed(self) -> bool {
        !matches!(self, Column::Grantor | Column::End | Column::Basis | Column::Account)
    }

    fn place(self) -> usize {
        Column::ALL.into_iter().position(|column| column == self).unwrap_or_default()
    }
}

/// The cells of one row, as they were written.
#[derive(Clone, Default)]
pub struct Cells<'a>([&'a str; 10]);

impl<'a> Cells<'a> {
    /// Writes one cell.
    pub fn set(&mut self, column: Column, text: &'a str) {
        if let Some(cell) = self.0.get_mut(column.place()) {
            *cell = text;
        }
    }

    /// A cell; empty where nothing was written.
    pub fn get(&self, column: Column) -> &'a str {
        self.0.get(column.place()).copied().unwrap_or_default()
    }
}

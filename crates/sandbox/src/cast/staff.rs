//! Practices and their staff: data for [`super`].

use super::person::{Practice, StaffMember, StaffRole};

const fn receptionist(role_id: &'static str, org_code: &'static str, org_name: &'static str) -> StaffRole {
    StaffRole {
        role_id,
        org_code,
        org_name,
        role_code: "S8000:G8000:R8009",
        role_name: "\"Clinical\":\"Clinical Provision\":\"Receptionist Access Role\"",
        activity_codes: &["B0820", "B0825", "B8017"],
    }
}

const fn manager(role_id: &'static str, org_code: &'static str, org_name: &'static str) -> StaffRole {
    StaffRole {
        role_id,
        org_code,
        org_name,
        role_code: "S8001:G8002:R8008",
        role_name: "\"Admin & Clerical\":\"Management - A & C\":\"Admin/Clinical Support Access Role\"",
        activity_codes: &["B0820", "B0825", "B0560", "B8017"],
    }
}

const RIVERSIDE: &str = "Riverside Medical Practice";
const HILLVIEW: &str = "Hillview Surgery";
const ORCHARD: &str = "Orchard Lane Practice";
const NORTHMOOR: &str = "Northmoor Hospital NHS Trust";

pub(super) const PRACTICES: &[Practice] = &[
    Practice { ods_code: "A81001", name: RIVERSIDE, is_gp_practice: true, in_trial: true },
    Practice { ods_code: "B82002", name: HILLVIEW, is_gp_practice: true, in_trial: true },
    Practice { ods_code: "C83003", name: ORCHARD, is_gp_practice: true, in_trial: false },
    Practice { ods_code: "D84004", name: "Meadow Surgery", is_gp_practice: true, in_trial: false },
    Practice { ods_code: "RXX01", name: NORTHMOOR, is_gp_practice: false, in_trial: false },
];

/// A person with a proven identity who signs in with two factors; the entries below say what differs.
const TWO_FACTORS: StaffMember = StaffMember {
    id: "",
    sub: "",
    given_name: "",
    family_name: "",
    name: "",
    email: "",
    identity_level: 3,
    authentication_level: 3,
    roles: &[],
    good_for: "",
};

pub(super) const STAFF: &[StaffMember] = &[
    StaffMember {
        id: "reception-a",
        sub: "555000000101",
        given_name: "Rachel",
        family_name: "Reid",
        name: "Rachel Reid",
        email: "rachel.reid@example.test",
        roles: &[receptionist("555001000101", "A81001", RIVERSIDE)],
        good_for: "receptionist at Riverside (A81001)",
        ..TWO_FACTORS
    },
    StaffMember {
        id: "manager-a",
        sub: "555000000102",
        given_name: "Mark",
        family_name: "Moore",
        name: "Mark Moore",
        email: "mark.moore@example.test",
        roles: &[manager("555001000102", "A81001", RIVERSIDE)],
        good_for: "practice manager at Riverside (A81001)",
        ..TWO_FACTORS
    },
    StaffMember {
        id: "reception-b",
        sub: "555000000103",
        given_name: "Bilal",
        family_name: "Ahmed",
        name: "Bilal Ahmed",
        email: "bilal.ahmed@example.test",
        roles: &[receptionist("555001000103", "B82002", HILLVIEW)],
        good_for: "receptionist at Hillview (B82002)",
        ..TWO_FACTORS
    },
    StaffMember {
        id: "manager-b",
        sub: "555000000104",
        given_name: "Beth",
        family_name: "Barnes",
        name: "Beth Barnes",
        email: "beth.barnes@example.test",
        roles: &[manager("555001000104", "B82002", HILLVIEW)],
        good_for: "practice manager at Hillview (B82002)",
        ..TWO_FACTORS
    },
    StaffMember {
        id: "two-roles",
        sub: "555000000105",
        given_name: "Tessa",
        family_name: "Two",
        name: "Tessa Two",
        email: "tessa.two@example.test",
        roles: &[
            receptionist("555001000105", "A81001", RIVERSIDE),
            receptionist("555001000106", "B82002", HILLVIEW),
        ],
        good_for: "chooses between two practices",
        ..TWO_FACTORS
    },
    StaffMember {
        id: "no-roles",
        sub: "555000000106",
        given_name: "Norman",
        family_name: "None",
        name: "Norman None",
        email: "norman.none@example.test",
        good_for: "holds no role anywhere",
        ..TWO_FACTORS
    },
    StaffMember {
        id: "hospital",
        sub: "555000000107",
        given_name: "Holly",
        family_name: "Hart",
        name: "Holly Hart",
        email: "holly.hart@example.test",
        roles: &[receptionist("555001000108", "RXX01", NORTHMOOR)],
        good_for: "works at a hospital, not a GP practice",
        ..TWO_FACTORS
    },
    StaffMember {
        id: "aal1",
        sub: "555000000108",
        given_name: "Alan",
        family_name: "Onefactor",
        name: "Alan Onefactor",
        email: "alan.onefactor@example.test",
        authentication_level: 1,
        roles: &[receptionist("555001000109", "A81001", RIVERSIDE)],
        good_for: "signs in with one factor only (AAL1)",
        ..TWO_FACTORS
    },
    StaffMember {
        id: "pharmacist",
        sub: "555000000109",
        given_name: "Paul",
        family_name: "Pharm",
        name: "Paul Pharm",
        email: "paul.pharm@example.test",
        roles: &[StaffRole {
            role_code: "S8000:G8000:R8999",
            role_name: "\"Clinical\":\"Clinical Provision\":\"Pharmacist Access Role\"",
            activity_codes: &["B0401"],
            ..receptionist("555001000110", "A81001", RIVERSIDE)
        }],
        good_for: "a role that may not work here (R8999)",
        ..TWO_FACTORS
    },
    StaffMember {
        id: "outside",
        sub: "555000000110",
        given_name: "Olive",
        family_name: "Outside",
        name: "Olive Outside",
        email: "olive.outside@example.test",
        roles: &[receptionist("555001000111", "C83003", ORCHARD)],
        good_for: "practice outside the trial (C83003)",
        ..TWO_FACTORS
    },
];

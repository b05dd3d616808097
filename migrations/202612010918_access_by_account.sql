-- Whoever asks who may act for whom is told of associations that no case decides about too, ended ones among them
-- (docs/decisions/0060-one-access-store-for-cases-and-accounts.md).
create index association_of_patient on association (patient_id, person_id) where case_id is null;
create index association_of_person on association (person_id, patient_id) where case_id is null;

-- Roles in the national store are followed for such associations too (docs/national-roles.md).
comment on column followed_role.delegation_id is 'The delegation, or the association that no case decides about.';

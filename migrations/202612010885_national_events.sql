-- The national store tells of a role by its id (docs/national-roles.md#when-the-store-tells-us): whose it is here is found by that.
create index followed_role_role on followed_role (role_id) where role_id is not null;

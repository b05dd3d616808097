-- Another practice asks for a document by its id alone, and no two patients of a practice may have one with the same id.
create index health_record_document_id on health_record_document (document_id);

-- The cockpit of a county or town counts the certificates that end there.
create index ix_certificates_division on certificates (division, valid_to);

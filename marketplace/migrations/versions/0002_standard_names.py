"""standard names: listing revisions, bank transactions, idempotency keys

Tables and columns take the names that the code speaks; constraints keep theirs, and so do codes stored in rows.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = {"product_release": "listing_revision", "bank_notice": "bank_transaction"}
COLUMNS = (
    ("product", "live_release_id", "live_revision_id"),
    ("listing", "release_id", "revision_id"),
    ("order_line", "release_id", "revision_id"),
    ("bank_allocation", "bank_notice_id", "bank_transaction_id"),
    ("customer_order", "place_key", "idempotency_key"),
    ("customer_order", "body_hash", "request_hash"),
)
INDEXES = (  # table, columns, old name, new name
    ("listing_revision", ("status", "id"), "ix_product_release_queue", "ix_listing_revision_queue"),
    ("bank_transaction", ("account_fingerprint",), "ix_bank_notice_account_fingerprint", "ix_bank_transaction_account_fingerprint"),
    ("bank_transaction", ("outcome",), "ix_bank_notice_outcome", "ix_bank_transaction_outcome"),
    ("bank_transaction", ("payee_shop_id",), "ix_bank_notice_payee_shop_id", "ix_bank_transaction_payee_shop_id"),
    ("bank_transaction", ("payment_id",), "ix_bank_notice_payment_id", "ix_bank_transaction_payment_id"),
)


def upgrade():
    for before, after in TABLES.items():
        op.rename_table(before, after)
    for table, before, after in COLUMNS:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {before} TO {after}")
    for table, columns, before, after in INDEXES:
        op.drop_index(before, table_name=table)
        op.create_index(after, table, list(columns))


def downgrade():
    for table, columns, before, after in INDEXES:
        op.drop_index(after, table_name=table)
        op.create_index(before, table, list(columns))
    for table, before, after in COLUMNS:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {after} TO {before}")
    for before, after in TABLES.items():
        op.rename_table(after, before)

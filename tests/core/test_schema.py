"""The newest migration, found without the tool that runs them."""

from alembic.script import ScriptDirectory

from marketplace.core.schema import MIGRATIONS, newest_revision


def test_it_is_the_one_the_migration_tool_would_go_to() -> None:
    assert newest_revision() == ScriptDirectory(str(MIGRATIONS)).get_current_head()

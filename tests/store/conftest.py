import pytest

pytest.register_assert_rewrite("store.contract", "store.oracle")

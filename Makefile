# Every recipe is one plain command, so that make starts the program itself and passes signals on.
.PHONY: run report test check lock messages clean

run: ## the product with its example on this machine; PORT chooses the port
	@scripts/bootstrap
	@.venv/bin/python -m scripts.run

report: ## the example report under build/
	@scripts/bootstrap
	@.venv/bin/python -m scripts.report

test: ## everything that CI runs
	@scripts/bootstrap --tests
	@.venv/bin/python -m scripts.test

check: ## the part of it that takes no minute: style, types, rooms, settings, migrations, translations
	@scripts/bootstrap --tests
	@.venv/bin/python -m scripts.test --checks

lock: ## the newest versions that pyproject.toml allows
	@scripts/bootstrap
	@scripts/lock

messages: ## new texts into the translations
	@scripts/bootstrap
	@.venv/bin/python -m scripts.messages update

clean: ## what can be made anew; never var/, where your data is
	@rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.PHONY: pipeline status register rollback compare

pipeline: ## run what changed of dvc.yaml: ingest, validate, prepare, train, evaluate, register
	@$(MVN) compile exec:java@pipeline

status: ## what `make pipeline` would run, and why
	@$(MVN) compile exec:java@status

register: ## the trained model as a version under models/; ALIAS= what points at it, champion unless given
	@$(MVN) compile exec:java@register $(if $(ALIAS),"-Dalias=$(ALIAS)")

rollback: ## ALIAS= back to the version it pointed at before, champion unless given
	@$(ROLLBACK)

ROLLBACK = $(MVN) compile exec:java@rollback $(if $(ALIAS),"-Dalias=$(ALIAS)")

compare: ## the recorded runs beside each other
	@$(MVN) compile exec:java@compare

# Pipeline, registry and comparison of runs. Each target is one Maven goal, for machines without make.

.PHONY: pipeline status register compare

pipeline: ## run what changed of dvc.yaml: ingest, validate, prepare, train, evaluate, register
	./mvnw -q -pl model -am compile exec:exec@pipeline

status: ## what `make pipeline` would run, and why
	./mvnw -q -pl model -am compile exec:exec@status

register: ## make the trained model a version under models/ and its alias champion point at it
	./mvnw -q -pl model -am compile exec:exec@register -Dalias=$(or $(ALIAS),champion)

compare: ## the recorded runs beside each other
	./mvnw -q -pl model -am compile exec:exec@compare

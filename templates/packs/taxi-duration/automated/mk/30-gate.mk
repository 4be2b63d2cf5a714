.PHONY: gate

gate: ## the trained model against gates/thresholds.yaml, without registering it; fails when it is refused
	@$(MVN) compile exec:java@gate

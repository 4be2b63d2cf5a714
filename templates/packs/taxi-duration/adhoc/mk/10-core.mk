MVN = ./mvnw -q -B -ntp -pl model -am

.PHONY: train evaluate predict test
.DEFAULT_GOAL := test

train: ## DATA= file, folder or months; TEST= what to measure on; CONTRACT= post-trip or pre-trip
	@$(MVN) compile exec:java@train $(if $(DATA),"-Ddata=$(DATA)") $(if $(TEST),"-Dtest.data=$(TEST)") $(if $(CONTRACT),"-Dcontract=$(CONTRACT)")

evaluate: ## DATA= what to measure the current model on
	@$(MVN) compile exec:java@evaluate "-Ddata=$(DATA)"

predict: ## IN= Parquet or CSV file; OUT= CSV file
	@$(MVN) compile exec:java@predict "-Din=$(IN)" "-Dout=$(OUT)"

test:
	@./mvnw -q -B -ntp verify

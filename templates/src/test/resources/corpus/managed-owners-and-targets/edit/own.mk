.PHONY: report

report: ## what the night shift reads
	@./mvnw -q -B -ntp -pl report verify

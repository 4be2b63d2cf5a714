KUBECTL = kubectl --namespace [=name]-$(ENV)

.PHONY: manifests release deploy smoke alerts scan

manifests: ## ENV= dev, staging or prod: what `make deploy` would apply
	@kubectl kustomize deploy/overlays/$(ENV)

release: ## ENV= is to run IMAGE=, as `make image` built it, or what FROM= another environment runs; alone: what does it run
	@$(MVN) compile exec:java@release "-Drelease.env=$(ENV)" $(if $(FROM),"-Drelease.from=$(FROM)") $(if $(IMAGE),"-Drelease.image=$(IMAGE)" "-Drelease.revision=$$(git rev-parse HEAD)")

# By force, since going back leaves what it set in other hands.
deploy: ## ENV= its release, to the cluster that kubectl is signed in to
	@$(MVN) compile exec:java@release "-Drelease.env=$(ENV)" && kubectl apply --server-side --force-conflicts -k deploy/overlays/$(ENV)

smoke: ## ENV= waits for the rollout, and asks the service for a prediction by the model that was released
	@$(KUBECTL) rollout status deployment/[=name] --timeout=5m && $(MVN) compile exec:java@smoke "-Drelease.env=$(ENV)"

alerts: ## checks and tests the alerts; needs promtool
	@promtool check rules monitoring/rules/service.yaml && promtool test rules monitoring/tests/service_test.yaml

scan: ## fails when a dependency has a known critical flaw
	@./mvnw -B -ntp package dependency-check:aggregate -DskipTests

# With an environment, `make rollback` is about what runs there; without one, about the registry's alias.
ifeq ($(origin ENV),command line)
ROLLBACK = $(KUBECTL) rollout undo deployment/[=name] && $(KUBECTL) rollout status deployment/[=name] --timeout=5m
endif

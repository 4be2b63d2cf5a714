SERVING = ./mvnw -q -B -ntp -pl serving -am -DskipTests package
# A small heap is enough, and is what the image has.
SERVER = java -XX:+UseSerialGC -Xmx96m

.PHONY: serve image

serve: ## PORT= where the champion answers, 8081 unless given
	@$(SERVING) && exec $(SERVER) $(if $(PORT),"-Dquarkus.http.port=$(PORT)") -jar serving/target/quarkus-app/quarkus-run.jar

image: ## ALIAS= whose model goes in; IMAGE= registry/group/name:tag; PUSH=true sends it there, else it is serving/target/image.tar
	@$(SERVING) -Pimage "-Dgit.revision=$$(git rev-parse HEAD)" -Dquarkus.container-image.build=true $(if $(ALIAS),"-Dalias=$(ALIAS)") $(if $(IMAGE),"-Dquarkus.container-image.image=$(IMAGE)") $(if $(PUSH),-Dquarkus.container-image.push=$(PUSH),"-Dquarkus.jib.docker-executable-name=$(CURDIR)/serving/to-tar")

# One call each; `make` alone lists them. Wants a JDK 21 or newer and Maven, nothing else.

export JAVA_HOME := $(shell local/launcher/find-jdk)

JAVA := $(JAVA_HOME)/bin/java
MVN := mvn -B
SERVICES := intake registry rule-decider drafter guardrail-gate notifier action-service audit-sink
DATA ?= .data
LAUNCHER_OPTS ?= -Xmx160m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto
LAUNCHER = $(JAVA) $(LAUNCHER_OPTS) -cp 'local/launcher/target/launcher.jar:local/launcher/target/lib/*' io.renewals.launcher.Main

# What `demo` and `up` run, and where its sources are. The stamp says when it was last built whole.
comma := ,
space := $() $()
STAMP := target/built
BUILT := local/components,local/launcher,cli,$(subst $(space),$(comma),$(addprefix services/,$(SERVICES)))
SOURCES := pom.xml schemas libs local services cli

.PHONY: help demo up build test test-all fmt train bench images schemas restart clean jdk

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: build ## build what is needed, start everything, load the samples; ends in READY http://localhost:8080
	@exec $(LAUNCHER) demo --data $(DATA) $(ARGS)

up: build ## the same without samples
	@exec $(LAUNCHER) up --data $(DATA) $(ARGS)

build: jdk ## build what demo and up need, if a source changed since
	@if [ ! -e $(STAMP) ] || [ -n "$$(find $(SOURCES) -name target -prune -o -path '*/src/test' -prune \
	    -o -type f -newer $(STAMP) -print -quit)" ]; then \
	  echo "building (the first time also downloads; minutes)"; \
	  mkdir -p $(dir $(STAMP)) && touch $(STAMP).begun && \
	  $(MVN) -q -T 1C -pl $(BUILT) -am package -DskipTests -Dspotless.check.skip && mv $(STAMP).begun $(STAMP); \
	fi

# The services run as `build` has put them together; once is enough.
VERIFY := $(MVN) verify -Dquarkus.build.skip

test: build ## unit, property, contract, integration and acceptance tests; broker, registry and database start once
	@$(MAKE) --no-print-directory on-shared-stack RUN='$(VERIFY) -DexcludedGroups=long $(ARGS)'

test-all: build ## the same and the long fault runs
	@$(MAKE) --no-print-directory on-shared-stack RUN='$(VERIFY) $(ARGS)'

# From a copy: the build that runs on it may replace the launcher's own jars.
.PHONY: on-shared-stack
on-shared-stack:
	@copy=$$(mktemp -d) && cp -r local/launcher/target/launcher.jar local/launcher/target/lib "$$copy" && \
	  { $(JAVA) $(LAUNCHER_OPTS) $(if $(STACK),-Dstack=$(STACK)) -cp "$$copy/launcher.jar:$$copy/lib/*" \
	      io.renewals.launcher.Main infra -- $(RUN); code=$$?; rm -r "$$copy"; exit $$code; }

fmt: jdk ## format the Java sources
	@$(MVN) -q spotless:apply

train: build ## record start-up caches: demo and up then start the services in half the time (JDK 25)
	@$(LAUNCHER) train --data target/training $(ARGS); code=$$?; rm -rf target/training; exit $$code

bench: build ## the benchmarks; prints their table
	@$(MVN) -q -pl bench -am package -DskipTests -Dspotless.check.skip
	@exec $(JAVA) -cp 'bench/target/classes:bench/target/lib/*' io.renewals.bench.Main $(ARGS)

images: build ## a container image per service (needs a Docker engine)
	@for service in $(SERVICES); do \
	  docker build -q -f services/Dockerfile --build-arg SERVICE=$$service -t renewals/$$service . || exit 1; done
	@docker build -q -f services/Dockerfile --target prepare -t renewals/prepare .

schemas: build ## create topics and register schemas at KAFKA_BOOTSTRAP_SERVERS and SCHEMA_REGISTRY_URL
	@$(LAUNCHER) prepare

restart: jdk ## of the running launcher: restart SERVICE=registry (or kafka, postgres, schema-registry)
	@$(LAUNCHER) restart $(SERVICE) --data $(DATA)

clean: jdk ## remove what was built; the data folder stays
	@$(MVN) -q clean && rm -rf target

jdk:
	@[ -n "$(JAVA_HOME)" ] || { echo "No JDK 21 or newer found: install one (for example: apt-get install temurin-25-jdk) or set JAVA_HOME."; exit 1; }
